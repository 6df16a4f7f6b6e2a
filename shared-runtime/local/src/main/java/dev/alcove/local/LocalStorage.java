package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.HostException;
import dev.alcove.domain.KvLog.PointAddress.InStorage;
import dev.alcove.domain.KvLog.PointItem;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The storage of scripts: point items of a space of their own. */
final class LocalStorage implements StorageStore {
  /** Canonical JSON texts that are numbers: no other value begins so. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9].*");

  private static final int HIGHEST_BYTE = 0xff;

  private final Database database;
  private final Clock clock;

  LocalStorage(Database database, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public Optional<Entry> get(TenantId tenant, String key) {
    Instant now = clock.now();
    return database
        .read(sql -> Points.find(sql, tenant, new InStorage(key), now))
        .map(item -> new Entry(key, item.value().text(), item.expires()));
  }

  @Override
  public void set(TenantId tenant, String key, String json, OptionalLong expires) {
    String canonical = Json.canonical(json);
    database.write(
        Durability.POWER,
        sql -> {
          Points.put(sql, tenant, new InStorage(key), item(sql, canonical, expires));
          return true;
        });
  }

  @Override
  public boolean delete(TenantId tenant, String key) {
    Instant now = clock.now();
    return database.write(
        Durability.POWER,
        sql -> {
          boolean there = Points.find(sql, tenant, new InStorage(key), now).isPresent();
          Points.delete(sql, tenant, new InStorage(key));
          return there;
        });
  }

  @Override
  public List<Entry> list(TenantId tenant, String prefix, Optional<String> after, int limit) {
    int most = Pages.limit(limit, MOST_LISTED);
    Bytes begin = Bytes.utf8(prefix);
    // The empty key comes first and is behind nothing, so "from here on" needs a flag.
    Bytes from = after.map(Bytes::utf8).filter(key -> key.compareTo(begin) >= 0).orElse(begin);
    long including = after.map(Bytes::utf8).filter(from::equals).isPresent() ? 0 : 1;
    long now = clock.now().getEpochSecond();
    Optional<Bytes> end = behind(begin);
    return database.read(
        sql ->
            end.isPresent()
                ? sql.list(
                    LIST + " AND key < ?5 ORDER BY key LIMIT ?6",
                    LocalStorage::entry,
                    tenant.value(),
                    from,
                    including,
                    now,
                    end.get(),
                    most)
                : sql.list(
                    LIST + " ORDER BY key LIMIT ?5",
                    LocalStorage::entry,
                    tenant.value(),
                    from,
                    including,
                    now,
                    most));
  }

  private static final String LIST =
      """
      SELECT key, value, expires FROM points
      WHERE tenant = ?1 AND space = 'storage' AND key >= ?2 AND (?3 = 1 OR key > ?2)
        AND (expires IS NULL OR expires > ?4)\
      """;

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(Sql.bytes(row, 1).text(), Sql.bytes(row, 2).text(), Sql.number(row, 3));
  }

  /** The first key behind all that begin with {@code prefix}; empty if there is none. */
  private static Optional<Bytes> behind(Bytes prefix) {
    byte[] bytes = prefix.toArray();
    for (int last = bytes.length - 1; last >= 0; last--) {
      if ((bytes[last] & HIGHEST_BYTE) != HIGHEST_BYTE) {
        byte[] end = Arrays.copyOf(bytes, last + 1);
        end[last]++;
        return Optional.of(Bytes.owning(end));
      }
    }
    return Optional.empty();
  }

  @Override
  public double increment(TenantId tenant, String key, double by) {
    if (!Double.isFinite(by)) {
      throw HostException.type("`increment` adds a finite number only.");
    }
    Instant now = clock.now();
    return database.write(
        Durability.POWER,
        sql -> {
          Optional<PointItem> old = Points.find(sql, tenant, new InStorage(key), now);
          double sum = old.isPresent() ? number(key, old.get()) + by : by;
          if (!Double.isFinite(sum)) {
            throw HostException.range("The sum at `" + key + "` is too large.");
          }
          OptionalLong expires = old.isPresent() ? old.get().expires() : OptionalLong.empty();
          String canonical = Json.canonical(Double.toString(sum));
          Points.put(sql, tenant, new InStorage(key), item(sql, canonical, expires));
          return sum;
        });
  }

  private static double number(String key, PointItem item) {
    String json = item.value().text();
    if (!NUMBER.matcher(json).matches()) {
      throw HostException.type("What is stored at `" + key + "` is not a number.");
    }
    return Double.parseDouble(json);
  }

  @Override
  public boolean compareAndSet(
      TenantId tenant,
      String key,
      Optional<String> expected,
      Optional<String> value,
      OptionalLong expires) {
    Optional<String> wanted = expected.map(Json::canonical);
    Optional<String> next = value.map(Json::canonical);
    Instant now = clock.now();
    return database.write(
        Durability.POWER,
        sql -> {
          Optional<String> stored =
              Points.find(sql, tenant, new InStorage(key), now)
                  .map(found -> Json.canonical(found.value().text()));
          if (!stored.equals(wanted)) {
            return false;
          }
          if (next.isPresent()) {
            Points.put(sql, tenant, new InStorage(key), item(sql, next.get(), expires));
          } else {
            Points.delete(sql, tenant, new InStorage(key));
          }
          return true;
        });
  }

  /** The value under a new write id, made by the database: this class has no randomness. */
  private static PointItem item(Sql sql, String canonical, OptionalLong expires)
      throws SQLException {
    String writeId =
        sql.first("SELECT lower(hex(randomblob(16)))", row -> row.getString(1)).orElseThrow();
    return new PointItem(Bytes.utf8(canonical), writeId, expires);
  }

  @Override
  public void erase(TenantId tenant) {
    Points.eraseStorage(database, tenant);
  }
}
