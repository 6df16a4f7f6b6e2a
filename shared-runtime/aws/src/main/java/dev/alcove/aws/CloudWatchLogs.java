package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.HostException;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.LogLineFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Log lines in CloudWatch Logs: written as lines of the function's own log, found again by a filter
 * over the log groups of all functions that run scripts.
 *
 * <p>A line's position is when it was written, microseconds since the epoch by the writer's clock,
 * and different for each line of a process. What this cannot do: lines come to CloudWatch seconds
 * after they were written, and clocks differ, so who follows may miss a line that came late; and
 * two processes may give two lines the same position, of which a page may then end between.
 */
final class CloudWatchLogs implements LogStore {
  private static final String ERASED = "position";
  private static final Duration KEPT = Duration.ofDays(14);

  private static final List<Duration> LOOKING_BACK =
      List.of(Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofDays(1), KEPT);

  /** A line is stamped by Lambda a little after it was given its position, or before. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** CloudWatch reads through about a megabyte for each; then it is time to ask for less. */
  private static final int MOST_PAGES = 200;

  private static final Comparator<Positioned> BY_POSITION =
      Comparator.comparingLong(Positioned::position);

  private static final long MICROS_PER_MILLI = 1_000;

  private final CloudWatchLogsClient logs;
  private final List<String> groups;
  private final Clock clock;
  private final Consumer<String> lines;
  private final DynamoTable table;
  private final AtomicLong last = new AtomicLong();

  CloudWatchLogs(
      CloudWatchLogsClient logs,
      List<String> groups,
      Clock clock,
      Consumer<String> lines,
      DynamoTable table) {
    this.logs = requireNonNull(logs, "logs is null");
    this.groups = List.copyOf(groups);
    this.clock = requireNonNull(clock, "clock is null");
    this.lines = requireNonNull(lines, "lines is null");
    this.table = requireNonNull(table, "table is null");
  }

  @Override
  public void append(List<LogLine> some) {
    for (LogLine line : some) {
      long position = last.updateAndGet(before -> Math.max(before + 1, nowMicros()));
      lines.accept(LogLineFormat.write(new Positioned(position, line)).text());
    }
  }

  private long nowMicros() {
    Instant now = clock.now();
    return TimeUnit.SECONDS.toMicros(now.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(now.getNano());
  }

  /**
   * {@inheritDoc}
   *
   * @throws HostException TOO_LARGE if there is too much to read through
   */
  @Override
  public List<Positioned> query(
      TenantId tenant,
      Optional<String> entry,
      Optional<ExecutionId> execution,
      LogLine.Level least,
      long after,
      int limit) {
    long behind = Math.max(after, erased(tenant));
    Predicate<Positioned> wanted =
        wanted(tenant, entry, execution, least).and(found -> found.position() > behind);
    Instant keptFrom = clock.now().minus(KEPT);
    Instant from = Instant.ofEpochMilli(behind / MICROS_PER_MILLI).minus(MARGIN);
    long start = (from.isAfter(keptFrom) ? from : keptFrom).toEpochMilli();
    int most = Math.clamp(limit, 1, MOST_LINES);
    // The latest at the head, to be pushed out by earlier ones.
    PriorityQueue<Positioned> first = new PriorityQueue<>(BY_POSITION.reversed());
    for (String group : groups) {
      read(group, pattern(tenant, execution), start, found -> offer(first, found, wanted, most));
    }
    return first.stream().sorted(BY_POSITION).toList();
  }

  /** CloudWatch only narrows it down: whose line it is, is decided here. */
  private static Predicate<Positioned> wanted(
      TenantId tenant,
      Optional<String> entry,
      Optional<ExecutionId> execution,
      LogLine.Level least) {
    return found -> {
      LogLine line = found.line();
      return line.tenant().equals(tenant)
          && line.level().compareTo(least) >= 0
          && entry.map(line.entry()::equals).orElse(true)
          && execution.map(line.execution()::equals).orElse(true);
    };
  }

  /**
   * {@inheritDoc} CloudWatch reads forward only, so this looks at longer and longer times before
   * now, until one has enough.
   *
   * @throws HostException TOO_LARGE if there is too much to read through
   */
  @Override
  public List<Positioned> last(
      TenantId tenant,
      Optional<String> entry,
      Optional<ExecutionId> execution,
      LogLine.Level least,
      int limit) {
    int most = Math.clamp(limit, 1, MOST_LINES);
    long erased = erased(tenant);
    Predicate<Positioned> wanted =
        wanted(tenant, entry, execution, least).and(found -> found.position() > erased);
    PriorityQueue<Positioned> newest = new PriorityQueue<>(BY_POSITION);
    for (Duration back : LOOKING_BACK) {
      newest.clear();
      long start = clock.now().minus(back).toEpochMilli();
      for (String group : groups) {
        read(group, pattern(tenant, execution), start, found -> keep(newest, found, wanted, most));
      }
      if (newest.size() == most) {
        break;
      }
    }
    return newest.stream().sorted(BY_POSITION).toList();
  }

  private static boolean keep(
      PriorityQueue<Positioned> newest, Stamped line, Predicate<Positioned> wanted, int most) {
    if (wanted.test(line.line())) {
      newest.add(line.line());
      if (newest.size() > most) {
        newest.poll();
      }
    }
    return true;
  }

  /** Whether later lines may still be among the first ones. */
  private static boolean offer(
      PriorityQueue<Positioned> first, Stamped line, Predicate<Positioned> wanted, int most) {
    if (wanted.test(line.line())) {
      first.add(line.line());
      if (first.size() > most) {
        first.poll();
      }
    }
    Positioned latest = first.peek();
    return latest == null
        || first.size() < most
        || line.stamp() <= latest.position() / MICROS_PER_MILLI + MARGIN.toMillis();
  }

  /** A line and when CloudWatch has it from, milliseconds since the epoch. */
  private record Stamped(long stamp, Positioned line) {}

  /** Only what has an alphabet of its own goes into the pattern: nothing in it needs quoting. */
  private static String pattern(TenantId tenant, Optional<ExecutionId> execution) {
    String ofTenant = "$.tenant_id = \"" + tenant + "\"";
    return "{ "
        + execution.map(id -> ofTenant + " && $.execution_id = \"" + id + "\"").orElse(ofTenant)
        + " }";
  }

  private void read(String group, String pattern, long start, Predicate<Stamped> goOn) {
    Optional<String> from = Optional.empty();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      String token = from.orElse(null);
      FilterLogEventsResponse page =
          logs.filterLogEvents(
              filter ->
                  filter
                      .logGroupName(group)
                      .filterPattern(pattern)
                      .startTime(start)
                      .nextToken(token));
      for (FilteredLogEvent event : page.events()) {
        Optional<Positioned> line = line(event.message());
        if (line.isPresent() && !goOn.test(new Stamped(event.timestamp(), line.get()))) {
          return;
        }
      }
      from = Optional.ofNullable(page.nextToken());
      if (from.isEmpty()) {
        return;
      }
    }
    throw new HostException(
        ErrorCode.TOO_LARGE,
        "There are too many log lines to read through. Ask for one execution, or for those after a"
            + " later position.");
  }

  /** A log group has lines of Lambda's own too. */
  private static Optional<Positioned> line(String message) {
    try {
      return Optional.of(LogLineFormat.readPositioned(Bytes.utf8(message.strip())));
    } catch (FormatException e) {
      return Optional.empty();
    }
  }

  /** {@inheritDoc} On AWS that is now: lines of other processes may still be on their way. */
  @Override
  public long newest() {
    return Math.max(last.get(), nowMicros());
  }

  /**
   * Lets nobody see the tenant's lines again. CloudWatch removes no single lines: they go with
   * their group's retention, and until then an item says from where on lines may be shown.
   */
  @Override
  public void erase(TenantId tenant) {
    table.put(
        erasure(tenant)
            .row()
            .with(ERASED, newest())
            .with(Row.EXPIRES, InboxRows.seconds(clock.now().plus(KEPT))));
  }

  private static Key erasure(TenantId tenant) {
    return Key.of(Partitions.logErasure(tenant), Bytes.utf8("ERASED"));
  }

  private long erased(TenantId tenant) {
    return table.get(erasure(tenant)).map(row -> row.number(ERASED)).orElse(0L);
  }
}
