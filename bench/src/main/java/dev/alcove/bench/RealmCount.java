package dev.alcove.bench;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Metrics;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.TenantId;
import java.util.concurrent.atomic.LongAdder;

/** Counts where runs had their realms from, on the way to the real metrics. Thread-safe. */
final class RealmCount implements Metrics {
  private final Metrics next;
  private final LongAdder prepared = new LongAdder();
  private final LongAdder all = new LongAdder();

  RealmCount(Metrics next) {
    this.next = next;
  }

  @Override
  public void run(TenantId tenant, AppName app, String entry, Outcome outcome, Receipt receipt) {
    all.increment();
    if (receipt.realm() == Receipt.Realm.PREPARED) {
      prepared.increment();
    }
    next.run(tenant, app, entry, outcome, receipt);
  }

  @Override
  public void script(TenantId tenant, AppName app, String entry, String data) {
    next.script(tenant, app, entry, data);
  }

  long prepared() {
    return prepared.sum();
  }

  long all() {
    return all.sum();
  }

  @Override
  public void erase(TenantId tenant) {
    next.erase(tenant);
  }
}
