package dev.alcove.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.AppName;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which state of which folder was deployed last, kept with the data: what is unchanged since then
 * costs nothing at the next start, and what was deployed by other doors is left alone. Thread-safe.
 */
final class Served {
  private static final String FILE = "served.json";

  private final DataFolder data;
  private final Map<String, String> prints = new TreeMap<>();

  Served(DataFolder data) {
    this.data = data;
    try {
      JsonNode stored = Json.parse(data.read(FILE).orElse("{}"));
      stored.properties().forEach(e -> prints.put(e.getKey(), e.getValue().asText()));
    } catch (FormatException e) {
      // Nothing is lost with it: everything is deployed once more.
      prints.clear();
    }
  }

  synchronized Optional<String> print(AppKey key) {
    return Optional.ofNullable(prints.get(text(key)));
  }

  synchronized void deployed(AppKey key, String print) {
    prints.put(text(key), print);
    store();
  }

  synchronized void removed(AppKey key) {
    prints.remove(text(key));
    store();
  }

  synchronized List<AppKey> keys() {
    List<AppKey> keys = new ArrayList<>();
    for (String text : prints.keySet()) {
      int slash = text.indexOf('/');
      keys.add(
          new AppKey(
              new TenantId(text.substring(0, slash)), new AppName(text.substring(slash + 1))));
    }
    return keys;
  }

  private static String text(AppKey key) {
    return key.tenant() + "/" + key.app();
  }

  private void store() {
    ObjectNode all = Json.object();
    prints.forEach(all::put);
    data.write(FILE, all.toPrettyString() + "\n");
  }
}
