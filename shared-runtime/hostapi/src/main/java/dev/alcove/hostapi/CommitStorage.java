package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostException;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.wire.Json;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * Storage of endpoints and atomic scripts: the run sees its own writes, others see them with its
 * commit. What was read by key is checked then; what was only listed is not.
 */
final class CommitStorage implements StorageAccess {
  private final PointReads points;
  private final StorageAccess store;

  /**
   * Made for one run.
   *
   * @param store lists what is durable
   */
  CommitStorage(PointReads points, StorageAccess store) {
    this.points = points;
    this.store = store;
  }

  @Override
  public Optional<String> get(String key) {
    return points.get(address(key)).map(value -> value.bytes().text());
  }

  @Override
  public void set(String key, String json, OptionalLong expires) {
    put(key, json, expires);
  }

  @Override
  public boolean delete(String key) {
    synchronized (points) {
      boolean was = points.get(address(key)).isPresent();
      points.put(address(key), Optional.empty());
      return was;
    }
  }

  @Override
  public double increment(String key, double by) {
    synchronized (points) {
      Optional<PointReads.Value> before = points.get(address(key));
      double sum = before.map(value -> number(key, value.bytes().text())).orElse(0.0) + by;
      if (!Double.isFinite(sum)) {
        throw HostException.range("The sum at `" + Texts.shown(key) + "` is too large.");
      }
      OptionalLong expires = before.map(PointReads.Value::expires).orElse(OptionalLong.empty());
      put(key, Json.canonical(Double.toString(sum)), expires);
      return sum;
    }
  }

  @Override
  public boolean compareAndSet(
      String key, Optional<String> expected, Optional<String> value, OptionalLong expires) {
    synchronized (points) {
      if (!get(key).equals(expected)) {
        return false;
      }
      if (value.isPresent()) {
        put(key, value.get(), expires);
      } else {
        points.put(address(key), Optional.empty());
      }
      return true;
    }
  }

  @Override
  public Page list(String prefix, Optional<String> after, int limit) {
    Page durable = store.list(prefix, after, limit);
    SortedMap<String, String> entries = Page.inOrder();
    entries.putAll(durable.entries());
    points
        .written()
        .forEach(
            (address, value) -> {
              if (address instanceof PointAddress.InStorage(String key)
                  && isIn(key, prefix, after, durable.next())) {
                overlay(entries, key, value);
              }
            });
    boolean more = durable.next().isPresent();
    while (entries.size() > limit) {
      entries.remove(entries.lastKey());
      more = true;
    }
    // Deletes of the run's own can leave an empty page in the middle: go on behind it.
    return entries.isEmpty() && more && durable.next().isPresent()
        ? list(prefix, durable.next(), limit)
        : Page.of(entries, more);
  }

  private static void overlay(
      Map<String, String> entries, String key, Optional<PointReads.Value> value) {
    if (value.isPresent()) {
      entries.put(key, value.get().bytes().text());
    } else {
      entries.remove(key);
    }
  }

  private static boolean isIn(
      String key, String prefix, Optional<String> after, Optional<String> last) {
    return key.startsWith(prefix)
        && (after.isEmpty() || Page.isBefore(after.get(), key))
        && (last.isEmpty() || !Page.isBefore(last.get(), key));
  }

  private void put(String key, String json, OptionalLong expires) {
    points.put(address(key), Optional.of(new PointReads.Value(Bytes.utf8(json), expires)));
  }

  private static double number(String key, String json) {
    var value = Json.parse(json);
    if (!value.isNumber()) {
      throw HostException.type("What is stored at `" + Texts.shown(key) + "` is not a number.");
    }
    return value.doubleValue();
  }

  private static PointAddress address(String key) {
    return new PointAddress.InStorage(key);
  }
}
