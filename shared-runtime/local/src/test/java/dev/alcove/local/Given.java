package dev.alcove.local;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.CronSchedule;
import dev.alcove.domain.Event;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.KvLog.Commit;
import dev.alcove.domain.KvLog.LogWrite;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.User;
import dev.alcove.domain.VersionHash;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values that the tests of this module put into stores. */
final class Given {
  static final Instant START = Instant.parse("2026-03-02T09:30:15Z");
  static final TenantId ACME = new TenantId("acme");
  static final TenantId BETA = new TenantId("beta");
  static final AppName MAIN = new AppName("main");
  static final User USER = new User("u1", "zoe@acme.example", "Zoe", Set.of());

  private Given() {}

  static ScriptRef script(TenantId tenant, String name) {
    return new ScriptRef(tenant, MAIN, new ScriptName(name));
  }

  static QueuedRun run(TenantId tenant, String id) {
    return new QueuedRun(
        script(tenant, "job"),
        id,
        new ExecutionId(id),
        TriggeredBy.EVENT,
        START,
        0,
        "root",
        Optional.empty(),
        "{}");
  }

  static Event event(TenantId tenant, String id) {
    return new Event(
        id, tenant, "alcove." + tenant, "made", "{}", 0, "root", START, Optional.empty());
  }

  static LogLine line(TenantId tenant, String entry, LogLine.Level level, String message) {
    return new LogLine(
        START,
        tenant,
        MAIN,
        entry,
        new ExecutionId("exec-" + entry),
        level,
        message,
        "",
        "job.js",
        "{}");
  }

  /** One key of the map {@code m} through the log. */
  static Commit put(String attempt, long expected, String key, String value) {
    return new Commit(
        attempt,
        Optional.of(
            new LogWrite(
                expected, Map.of("m", Map.of(Bytes.utf8(key), Optional.of(Bytes.utf8(value)))))),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Fires at these minutes of every hour. */
  static Schedule hourly(TenantId tenant, String name, Integer... minutes) {
    return schedule(tenant, name, new TreeSet<>(List.of(minutes)), range(0, 23));
  }

  static Schedule everyMinute(TenantId tenant, String name) {
    return schedule(tenant, name, range(0, 59), range(0, 23));
  }

  private static Schedule schedule(
      TenantId tenant, String name, SortedSet<Integer> minutes, SortedSet<Integer> hours) {
    return new Schedule(
        name,
        script(tenant, "job"),
        new CronSchedule(minutes, hours, range(1, 31), range(1, 12), range(1, 7), ZoneOffset.UTC));
  }

  private static SortedSet<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static VersionHash hash(int number) {
    return new VersionHash("%064x".formatted(number));
  }
}
