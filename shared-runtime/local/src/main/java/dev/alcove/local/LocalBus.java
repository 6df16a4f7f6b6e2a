package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Event;
import dev.alcove.domain.EventBus;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.EventFormat;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bus: a table of events that nobody has dealt with yet. A loop {@linkplain #take takes} them,
 * hands each to the fan-out and says that it is {@linkplain #done done}; what was taken by a
 * process that ended is given again to the next. Thread-safe.
 */
public final class LocalBus implements EventBus {
  static final String TABLE =
      """
      CREATE TABLE bus (
        id INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, event BLOB NOT NULL
      ) STRICT\
      """;

  private final Database database;
  private final Signals signals;
  private final Set<Long> taken = new HashSet<>(); // guarded by this

  LocalBus(Database database, Signals signals) {
    this.database = requireNonNull(database, "database is null");
    this.signals = requireNonNull(signals, "signals is null");
  }

  /**
   * An event that was handed out.
   *
   * @param id names it on this bus; grows in the order in which events came
   */
  public record Taken(long id, Event event) {
    public Taken {
      requireNonNull(event, "event is null");
    }
  }

  /** An event as it is stored. */
  private record Stored(String tenant, Bytes event) {
    static Stored of(Event event) {
      return new Stored(event.tenant().value(), EventFormat.write(event));
    }

    void insert(Sql sql) throws SQLException {
      sql.update("INSERT INTO bus (tenant, event) VALUES (?, ?)", tenant, event);
    }
  }

  @Override
  public List<Event> publish(List<Event> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    List<Stored> stored = events.stream().map(Stored::of).toList();
    database.write(
        Durability.POWER,
        sql -> {
          for (Stored event : stored) {
            event.insert(sql);
          }
          return true;
        });
    signals.raise();
    return List.of();
  }

  /** Up to {@code limit} events that nobody has taken, the oldest first. */
  public synchronized List<Taken> take(int limit) {
    // Those taken are among the oldest: with so many more asked for, enough others are found.
    int asked = limit + taken.size();
    List<Taken> found =
        database.read(
            sql ->
                sql.list(
                    "SELECT id, event FROM bus ORDER BY id LIMIT ?",
                    row -> new Taken(row.getLong(1), EventFormat.read(Sql.bytes(row, 2))),
                    asked));
    List<Taken> fresh =
        found.stream().filter(event -> !taken.contains(event.id())).limit(limit).toList();
    fresh.forEach(event -> taken.add(event.id()));
    return fresh;
  }

  /** Removes events whose runs are all in the queue. */
  public void done(Collection<Long> ids) {
    List<Long> gone = new ArrayList<>(ids);
    database.write(
        Durability.PROCESS,
        sql -> {
          for (Long id : gone) {
            sql.update("DELETE FROM bus WHERE id = ?", id);
          }
          return true;
        });
    synchronized (this) {
      gone.forEach(taken::remove);
    }
  }

  /** Gives events back that could not be dealt with; they are taken again. */
  public synchronized void giveBack(Collection<Long> ids) {
    ids.forEach(taken::remove);
  }

  /** How many events nobody has dealt with, those taken included. */
  public int depth() {
    return (int) database.read(sql -> sql.number("SELECT count(*) FROM bus")).orElse(0);
  }

  /** Whether there are events that nobody has taken. */
  synchronized boolean waiting() {
    int enough = taken.size() + 1;
    return database
        .read(
            sql ->
                sql.list("SELECT id FROM bus ORDER BY id LIMIT ?", row -> row.getLong(1), enough))
        .stream()
        .anyMatch(id -> !taken.contains(id));
  }

  @Override
  public void erase(TenantId tenant) {
    Erasure.of(database, tenant, "bus", "id");
  }
}
