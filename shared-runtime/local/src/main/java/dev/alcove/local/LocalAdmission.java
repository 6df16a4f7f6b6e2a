package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Admission;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rates, slots and busy marks of the one process there is: they end with it, so they are kept in
 * memory. The count of an event's descendants outlives it, or a restart would feed a loop of
 * events.
 */
final class LocalAdmission implements Admission {
  static final String DESCENDANTS =
      """
      CREATE TABLE descendants (
        tenant TEXT NOT NULL, root TEXT NOT NULL, count INTEGER NOT NULL, expires INTEGER NOT NULL,
        PRIMARY KEY (tenant, root)
      ) STRICT\
      """;

  static final String BY_EXPIRY = "CREATE INDEX descendants_by_expiry ON descendants (expires)";

  private final Database database;
  private final Map<TenantId, Leased> leased = new ConcurrentHashMap<>();
  private final Map<TenantId, Map<ExecutionId, Instant>> slots = new HashMap<>(); // guarded by it
  private final Map<ScriptRef, Busy> busy = new ConcurrentHashMap<>();

  LocalAdmission(Database database) {
    this.database = requireNonNull(database, "database is null");
  }

  /** How many tokens of a second are gone. */
  private record Leased(long second, int tokens) {}

  /** Who runs a script, and how long that is believed. */
  private record Busy(ExecutionId holder, Instant until) {}

  @Override
  public int leaseTokens(TenantId tenant, int wanted, int perSecond, Instant now) {
    long second = now.getEpochSecond();
    int[] granted = {0};
    leased.compute(
        tenant,
        (_, before) -> {
          int used = before != null && before.second() == second ? before.tokens() : 0;
          granted[0] = Math.clamp(perSecond - used, 0, Math.max(wanted, 0));
          return new Leased(second, used + granted[0]);
        });
    return granted[0];
  }

  @Override
  public boolean takeSlot(
      TenantId tenant, ExecutionId holder, int most, Instant now, Instant until) {
    synchronized (slots) {
      Map<ExecutionId, Instant> taken = slots.computeIfAbsent(tenant, _ -> new HashMap<>());
      taken.values().removeIf(end -> !end.isAfter(now));
      if (!taken.containsKey(holder) && taken.size() >= most) {
        return false;
      }
      taken.put(holder, until);
      return true;
    }
  }

  @Override
  public void releaseSlot(TenantId tenant, ExecutionId holder) {
    synchronized (slots) {
      Map<ExecutionId, Instant> taken = slots.get(tenant);
      if (taken != null) {
        taken.remove(holder);
        if (taken.isEmpty()) {
          slots.remove(tenant);
        }
      }
    }
  }

  @Override
  public boolean takeBusy(ScriptRef script, ExecutionId holder, Instant now, Instant until) {
    Busy mine = new Busy(holder, until);
    Busy after =
        busy.compute(
            script, (_, before) -> before == null || free(before, holder, now) ? mine : before);
    return after.holder().equals(holder);
  }

  private static boolean free(Busy before, ExecutionId holder, Instant now) {
    return before.holder().equals(holder) || !before.until().isAfter(now);
  }

  @Override
  public void releaseBusy(ScriptRef script, ExecutionId holder) {
    busy.computeIfPresent(script, (_, before) -> before.holder().equals(holder) ? null : before);
  }

  @Override
  public int countDescendants(TenantId tenant, String root, int more, Instant expires) {
    return database.write(
        Durability.PROCESS,
        sql -> {
          sql.update(
              """
              INSERT INTO descendants VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
                count = count + excluded.count, expires = max(expires, excluded.expires)\
              """,
              tenant.value(),
              root,
              more,
              expires);
          return (int)
              sql.number(
                      "SELECT count FROM descendants WHERE tenant = ? AND root = ?",
                      tenant.value(),
                      root)
                  .orElseThrow();
        });
  }

  /** Removes some of the counts that have expired. */
  static int removeExpired(Sql sql, Instant now, int most) throws SQLException {
    return sql.update(
        """
        DELETE FROM descendants WHERE rowid IN (
          SELECT rowid FROM descendants WHERE expires <= ? LIMIT ?)\
        """,
        now,
        most);
  }

  @Override
  public void erase(TenantId tenant) {
    leased.remove(tenant);
    synchronized (slots) {
      slots.remove(tenant);
    }
    busy.keySet().removeIf(script -> script.tenant().equals(tenant));
    Erasure.of(database, tenant, "descendants", "tenant, root");
  }
}
