package dev.alcove.domain;

import java.util.List;
import java.util.random.RandomGenerator;

/** All that the steps of the platform reach of the world outside; adapters fill it. */
public record Ports(
    KvLog kv,
    StorageStore storage,
    Outbox outbox,
    Inbox inbox,
    EventBus bus,
    RunQueue queue,
    Scheduler scheduler,
    RunRecords runs,
    DeadLetters deadLetters,
    LogStore logs,
    Admission admission,
    Registry registry,
    CodeStore code,
    Metrics metrics,
    UsageStore usage,
    Clock clock,
    Ticker ticker,
    Ids ids,
    RandomGenerator random) {
  /** The same with another code store, such as a cache before this one. */
  public Ports with(CodeStore other) {
    return with(other, usage);
  }

  /** The same with another usage store, such as one that sums up before this one. */
  public Ports with(UsageStore other) {
    return with(code, other);
  }

  private Ports with(CodeStore otherCode, UsageStore otherUsage) {
    return new Ports(
        kv,
        storage,
        outbox,
        inbox,
        bus,
        queue,
        scheduler,
        runs,
        deadLetters,
        logs,
        admission,
        registry,
        otherCode,
        metrics,
        otherUsage,
        clock,
        ticker,
        ids,
        random);
  }

  /** Everything that holds things of tenants, but the registry, which holds the tenants. */
  public List<TenantScoped> tenantScoped() {
    return List.of(
        queue,
        bus,
        scheduler,
        outbox,
        inbox,
        kv,
        storage,
        runs,
        deadLetters,
        logs,
        metrics,
        usage,
        admission,
        code);
  }
}
