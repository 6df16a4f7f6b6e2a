package dev.alcove.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.engine.Cancellation;
import dev.alcove.engine.GuestEngine;
import dev.alcove.engine.GuestResult;
import dev.alcove.hostapi.Capabilities;
import dev.alcove.hostapi.HostApi;
import dev.alcove.local.LocalWorld;
import dev.alcove.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** An embedded world in which guest cases are run: the clock stands still, chance is known. */
final class GuestWorld implements AutoCloseable {
  private static final TenantId TENANT = GuestCase.TENANT;
  private static final Duration EVER = Duration.ofDays(400);

  private final LocalWorld world;
  private final Ports ports;
  private final HostApi host;

  GuestWorld(Path folder) {
    world = LocalWorld.fresh(folder, () -> GuestCase.NOW);
    AtomicInteger ids = new AtomicInteger();
    ports =
        new Ports(
            world.kvLog(),
            world.storage(),
            world.outbox(),
            world.inbox(),
            world.bus(),
            world.queue(),
            world.scheduler(),
            world.runs(),
            world.deadLetters(),
            world.logs(),
            world.admission(),
            world.registry(),
            world.code(),
            world.metrics(),
            new BatchedUsage(world.usage(), System::nanoTime),
            world.clock(),
            System::nanoTime,
            () -> "id-" + ids.incrementAndGet(),
            new SplittableRandom(1));
    host = new HostApi(ports, 8);
  }

  /** Runs a case as {@link Attempts} runs its first attempt, and writes down what it shows. */
  List<String> run(GuestCase guest, GuestEngine engine) {
    guest.head().path("kv").properties().forEach(map -> put(map.getKey(), map.getValue()));
    guest.head().path("storage").properties().forEach(e -> store(e.getKey(), e.getValue()));
    Handler handler = Handler.of(guest.invocation(), guest.version()).orElseThrow();
    try (Capabilities capabilities = host.open(handler.grant(1))) {
      GuestResult result =
          engine.run(
              handler.guestRun(ports, guest.invocation().limits(), capabilities),
              new Cancellation());
      GuestReport report = new GuestReport(guest);
      Handler.Reading reading = handler.read(result, capabilities);
      report.ended(result, reading);
      report.logs(capabilities.takeLogs());
      report.commit(capabilities, reading);
      report.durable(
          world.storage().list(TENANT, "", Optional.empty(), StorageStore.MOST_LISTED), outbox());
      report.rest(capabilities);
      return report.lines();
    }
  }

  private List<OutboxItem> outbox() {
    return world.outbox().due(GuestCase.NOW.plus(EVER), Integer.MAX_VALUE);
  }

  /** One commit for each key. */
  private void put(String map, JsonNode entries) {
    entries
        .properties()
        .forEach(entry -> commit(map, Bytes.utf8(entry.getKey()), entry.getValue().asText()));
  }

  private void commit(String map, Bytes key, String text) {
    long head = world.kvLog().open(TENANT).seq();
    var write = new KvLog.LogWrite(head, Map.of(map, Map.of(key, Optional.of(Bytes.utf8(text)))));
    world
        .kvLog()
        .commit(
            TENANT,
            new KvLog.Commit(
                "before-" + head,
                Optional.of(write),
                List.of(),
                Optional.empty(),
                Optional.empty()));
  }

  private void store(String key, JsonNode value) {
    world.storage().set(TENANT, key, Json.canonical(Json.text(value)), OptionalLong.empty());
  }

  @Override
  public void close() {
    host.close();
    world.close();
  }
}
