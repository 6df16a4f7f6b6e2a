package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Admission;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.DeadLetters;
import dev.alcove.domain.Inbox;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.LogStore;
import dev.alcove.domain.Outbox;
import dev.alcove.domain.Registry;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.RunRecords;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.UsageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A whole world in one folder: every port, on the file {@code world.sqlite}. What a port has
 * acknowledged survives {@code kill -9}; data of tenants survives a power failure too. One process
 * at a time. All parts are thread-safe; after {@link #close} they throw {@link WorldException}.
 */
public final class LocalWorld implements AutoCloseable {
  private static final String FILE = "world.sqlite";

  /** The file and what SQLite puts beside it. */
  private static final List<String> FILES = List.of(FILE, FILE + "-wal", FILE + "-shm");

  private final FolderLock lock;
  private final Database database;
  private final Signals signals = new Signals();
  private final MovableClock clock;
  private final KvLog kvLog;
  private final StorageStore storage;
  private final Outbox outbox;
  private final Inbox inbox;
  private final LocalBus bus;
  private final LocalQueue queue;
  private final LocalScheduler scheduler;
  private final RunRecords runs;
  private final DeadLetters deadLetters;
  private final LocalLogs logs;
  private final Admission admission;
  private final Registry registry;
  private final CodeStore code;
  private final LocalMetrics metrics;
  private final LocalUsage usage;
  private final Sweep sweep;

  private LocalWorld(FolderLock lock, Database database, InstantSource base) {
    this.lock = requireNonNull(lock, "lock is null");
    this.database = requireNonNull(database, "database is null");
    this.clock = new MovableClock(database, base);
    this.clock.onMove(signals::raise);
    this.kvLog = new LocalKvLog(database, clock, signals);
    this.storage = new LocalStorage(database, clock);
    this.outbox = new LocalOutbox(database, signals);
    this.inbox = new LocalInbox(database, clock);
    this.bus = new LocalBus(database, signals);
    this.queue = new LocalQueue(database, clock, signals);
    this.scheduler = new LocalScheduler(database, clock, signals);
    this.runs = new LocalRunRecords(database);
    this.deadLetters = new LocalDeadLetters(database);
    this.logs = new LocalLogs(database, clock);
    this.admission = new LocalAdmission(database);
    this.registry = new LocalRegistry(database);
    this.code = new LocalCode(database, clock);
    this.metrics = new LocalMetrics(database, clock);
    this.usage = new LocalUsage(database);
    this.sweep = new Sweep(database);
  }

  /**
   * Opens the world in a folder; makes both if they are not there.
   *
   * @param base the time that the world's clock is ahead of
   * @throws WorldException if the folder is in use, cannot be written, or holds something else
   */
  public static LocalWorld open(Path dataFolder, InstantSource base) {
    FolderLock lock = FolderLock.take(dataFolder);
    try {
      return open(lock, Database.open(lock.folder().resolve(FILE)), base);
    } catch (RuntimeException e) {
      release(lock, e);
      throw e;
    }
  }

  private static LocalWorld open(FolderLock lock, Database database, InstantSource base) {
    try {
      LocalWorld world = new LocalWorld(lock, database, base);
      world.scheduler.settle();
      world.queue.settle();
      return world;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Removes what is in a folder's world, then opens an empty one; the clock shows real time. */
  public static LocalWorld fresh(Path dataFolder, InstantSource base) {
    FolderLock lock = FolderLock.take(dataFolder);
    try (lock) {
      for (String file : FILES) {
        Files.deleteIfExists(lock.folder().resolve(file));
      }
    } catch (IOException e) {
      throw new WorldException(
          WorldException.Problem.NOT_WRITABLE,
          "The world in `" + dataFolder + "` cannot be removed: " + e.getMessage() + ".",
          e);
    }
    return open(dataFolder, base);
  }

  private static void release(FolderLock lock, RuntimeException why) {
    try {
      lock.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  public MovableClock clock() {
    return clock;
  }

  public KvLog kvLog() {
    return kvLog;
  }

  public StorageStore storage() {
    return storage;
  }

  public Outbox outbox() {
    return outbox;
  }

  public Inbox inbox() {
    return inbox;
  }

  public LocalBus bus() {
    return bus;
  }

  public RunQueue queue() {
    return queue;
  }

  public LocalScheduler scheduler() {
    return scheduler;
  }

  public RunRecords runs() {
    return runs;
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  public LogStore logs() {
    return logs;
  }

  public Admission admission() {
    return admission;
  }

  public Registry registry() {
    return registry;
  }

  public CodeStore code() {
    return code;
  }

  public LocalMetrics metrics() {
    return metrics;
  }

  public UsageStore usage() {
    return usage;
  }

  /** What wakes the loops. */
  public Signals signals() {
    return signals;
  }

  /**
   * When there is next something to do: a message, an outbox item, a tick, an event on the bus; it
   * may be past. A message that is being worked on counts with the time when it is shown again.
   * Empty: not before somebody does something.
   */
  public Optional<Instant> nextDue() {
    if (bus.waiting()) {
      return Optional.of(clock.now());
    }
    return database.readTogether(
        sql ->
            Stream.of(
                    LocalQueue.nextDue(sql), LocalOutbox.nextDue(sql), LocalScheduler.nextDue(sql))
                .flatMapToLong(OptionalLong::stream)
                .min()
                .stream()
                .mapToObj(Micros::instant)
                .findFirst());
  }

  /**
   * Removes some of what is kept for a time only.
   *
   * @return how many rows went; while it is not 0 there may be more
   */
  public int sweep(Instant now) {
    return sweep.once(now);
  }

  /** The file, for tests that break it. */
  Database database() {
    return database;
  }

  /** Finishes what was begun, log lines included, and lets others have the folder. */
  @Override
  public void close() {
    try (lock) {
      logs.flush();
      metrics.flush();
      usage.flush();
      database.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of the data folder cannot be given back", e);
    }
  }
}
