package dev.alcove.lambda;

import dev.alcove.bundle.BundleCompiler;
import dev.alcove.bundle.BundleReader;
import dev.alcove.bundle.Compilation;
import dev.alcove.bundle.Target;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.Runner;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.domain.VersionHash;
import dev.alcove.local.LocalWorld;
import dev.alcove.testkit.TestClock;
import dev.alcove.wire.Json;
import dev.alcove.wire.QueuedRunFormat;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A process of a function over the embedded adapters, with the apps of the shop of the examples:
 * the steps are those of AWS, the adapters are not.
 */
final class TestWorld implements AutoCloseable {
  static final TenantId ACME = new TenantId("acme");
  static final Duration VISIBILITY = Duration.ofMinutes(36);

  private static final Path SHOP = Path.of("../../examples/shop/tenants/acme");
  private static final User DEPLOYER = new User("u-dep", "dep@acme.example", "Dep", Set.of());

  final LocalWorld local;
  final FunctionProcess process;

  TestWorld(Path folder) {
    this(LocalWorld.open(folder, () -> TestClock.START));
  }

  private TestWorld(LocalWorld local) {
    this(local, local.clock());
  }

  /** With a clock that is not the stores'. */
  TestWorld(LocalWorld local, Clock clock) {
    this.local = local;
    this.process = process(local, clock, Optional.empty());
  }

  /** One more process over the same stores, which has read nothing yet. */
  FunctionProcess another() {
    return process(local, local.clock(), Optional.empty());
  }

  /** One more process, with somewhere to make the strict tier's runs. */
  FunctionProcess dispatcher(Optional<Runner> strict) {
    return process(local, local.clock(), strict);
  }

  private static FunctionProcess process(LocalWorld local, Clock clock, Optional<Runner> strict) {
    return FunctionProcess.over(
        FunctionSettings.forRequests(environment()),
        ports(local, clock),
        TestWorld::received,
        strict);
  }

  /** One more process over the same stores, which makes no runs. */
  FunctionProcess withoutGuests() {
    return FunctionProcess.withoutGuests(
        FunctionSettings.forRuns(environment()), ports(local, local.clock()), TestWorld::received);
  }

  private static Optional<RunQueue.Delivery> received(SqsEvent.Message message) {
    return Optional.of(
        new RunQueue.Delivery(
            message.handle(),
            QueuedRunFormat.read(Bytes.utf8(message.body())),
            message.receives()));
  }

  /** All that a function needs to be told. */
  static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("ALCOVE_DATA_TABLE", "alcove-data");
    environment.put("ALCOVE_OUTBOX_TABLE", "alcove-outbox");
    environment.put("ALCOVE_REGISTRY_TABLE", "alcove-registry");
    environment.put("ALCOVE_CODE_BUCKET", "alcove-code");
    environment.put("ALCOVE_BUS", "alcove");
    environment.put("ALCOVE_RUN_QUEUE", "https://sqs.eu-central-1.amazonaws.com/123456789012/r");
    environment.put("ALCOVE_SCHEDULE_GROUP", "alcove");
    environment.put(
        "ALCOVE_SCHEDULE_TARGET", "arn:aws:lambda:eu-central-1:123456789012:function:t");
    environment.put("ALCOVE_SCHEDULE_ROLE", "arn:aws:iam::123456789012:role/r");
    environment.put("ALCOVE_LOG_GROUPS", "/aws/lambda/http");
    return environment;
  }

  private static Ports ports(LocalWorld local, Clock clock) {
    return new Ports(
        local.kvLog(),
        local.storage(),
        local.outbox(),
        local.inbox(),
        local.bus(),
        local.queue(),
        local.scheduler(),
        local.runs(),
        local.deadLetters(),
        local.logs(),
        local.admission(),
        local.registry(),
        local.code(),
        local.metrics(),
        local.usage(),
        clock,
        System::nanoTime,
        () -> UUID.randomUUID().toString(),
        new SecureRandom());
  }

  /** Both apps of the shop. */
  TestWorld withShop() {
    deploy("main", SHOP.resolve("main"));
    deploy("orders", SHOP.resolve("orders"));
    return this;
  }

  void deploy(String app, Path folder) {
    AppName name = new AppName(app);
    Compilation compiled =
        new BundleCompiler(process.engine())
            .compile(
                new Target(ACME, name, Limits.DEFAULT, new TreeMap<>()),
                BundleReader.fromFolder(folder));
    var version =
        switch (compiled) {
          case Compilation.Compiled good -> good.version();
          case Compilation.Refused bad -> throw new AssertionError(bad.problems());
        };
    local.code().put(ACME, version);
    LiveItem item =
        local
            .registry()
            .live(ACME)
            .orElseGet(
                () ->
                    new LiveItem(
                        ACME,
                        0,
                        "Acme Ltd.",
                        LiveItem.State.ACTIVE,
                        "standard",
                        LiveItem.Tier.SHARED));
    LiveItem next =
        item.with(name, new LiveItem.LiveApp(version.hash(), item.revision() + 1, DEPLOYER));
    flip(next, name, version.hash());
  }

  private void flip(LiveItem next, AppName name, VersionHash hash) {
    boolean flipped =
        local
            .registry()
            .flip(
                next,
                Optional.of(
                    new Deployment(
                        ACME,
                        name,
                        next.revision(),
                        Optional.of(hash),
                        DEPLOYER,
                        "",
                        TestClock.START,
                        Optional.empty())));
    if (!flipped) {
      throw new IllegalStateException("the test's deployment was not taken");
    }
  }

  /** The next run of the queue as the poller hands it to a function; empty if there is none. */
  Optional<Bytes> nextMessage() {
    return local
        .queue()
        .receive(VISIBILITY)
        .map(delivery -> message(delivery.handle(), QueuedRunFormat.write(delivery.run()).text()));
  }

  static Bytes message(String handle, String body) {
    var event = Json.object();
    event
        .putArray("Records")
        .addObject()
        .put("messageId", "m-1")
        .put("receiptHandle", handle)
        .put("body", body)
        .put("eventSource", "aws:sqs");
    return Json.bytes(event);
  }

  /** What a script has in storage; "" if nothing. */
  String stored(String key) {
    return local.storage().get(ACME, key).map(StorageStore.Entry::json).orElse("");
  }

  @Override
  public void close() {
    process.close();
    local.close();
  }
}
