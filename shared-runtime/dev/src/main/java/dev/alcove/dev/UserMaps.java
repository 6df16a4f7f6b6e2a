package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Ids;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.CommitResult;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The users of tenants, where all users are: in the governance maps. A user of {@code world.json}
 * is there under its id, and once more under the fingerprint of each certificate made for it.
 * Thread-safe.
 */
final class UserMaps {
  private static final String INFO = "public:ccf.gov.users.info";
  private static final String CERTIFICATES = "public:ccf.gov.users.certs";
  private static final String DATA = "user_data";

  /** Says that an item came from a world, so that it goes when its user goes from there. */
  private static final String FROM = "from";

  private static final int PAGE = 500;
  private static final int MOST_TRIES = 100;

  private final KvLog kv;
  private final Ids ids;

  UserMaps(KvLog kv, Ids ids) {
    this.kv = requireNonNull(kv, "kv is null");
    this.ids = requireNonNull(ids, "ids is null");
  }

  /** Makes a tenant's users of the world the given ones; others stay. */
  synchronized void replace(TenantId tenant, List<User> users) {
    Map<Bytes, Bytes> wanted = new HashMap<>();
    for (User user : users) {
      wanted.put(Bytes.utf8(user.id()), info(user));
    }
    Map<Bytes, Optional<Bytes>> info = new HashMap<>();
    Map<Bytes, Optional<Bytes>> certificates = new HashMap<>();
    for (KvLog.Item item : all(tenant)) {
      JsonNode stored = Json.parse(item.value().text());
      if (!stored.path(FROM).asText().equals(WorldFolder.FILE)) {
        continue;
      }
      Bytes next = wanted.get(Bytes.utf8(stored.path(DATA).path("id").asText()));
      if (next == null) {
        info.put(item.key(), Optional.empty());
        certificates.put(item.key(), Optional.empty());
      } else if (!next.equals(item.value())) {
        info.put(item.key(), Optional.of(next));
      }
    }
    wanted.forEach(
        (key, value) -> {
          if (kv.get(tenant, INFO, key).isEmpty()) {
            info.put(key, Optional.of(value));
          }
        });
    commit(tenant, info, certificates);
  }

  /** The user of that id or e-mail. */
  Optional<User> find(TenantId tenant, String name) {
    return users(tenant).stream()
        .filter(user -> user.id().equals(name) || user.email().equals(name))
        .findFirst();
  }

  /** All that have an id, each once. */
  List<User> users(TenantId tenant) {
    List<User> users = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (KvLog.Item item : all(tenant)) {
      JsonNode data = Json.parse(item.value().text()).path(DATA);
      if (data.path("id").isTextual() && seen.add(data.path("id").asText())) {
        users.add(user(data));
      }
    }
    return users;
  }

  /** Makes a certificate one of the user's. */
  synchronized void register(TenantId tenant, User user, Authority.Issued certificate) {
    Bytes fingerprint = Bytes.utf8(certificate.der().sha256().hex());
    commit(
        tenant,
        Map.of(fingerprint, Optional.of(info(user))),
        Map.of(fingerprint, Optional.of(Bytes.utf8(certificate.certificatePem()))));
  }

  private static User user(JsonNode data) {
    Set<String> permissions = new HashSet<>();
    data.path("permissions").forEach(permission -> permissions.add(permission.asText()));
    return new User(
        data.path("id").asText(),
        data.path("email").asText(""),
        data.path("name").asText(""),
        permissions);
  }

  private static Bytes info(User user) {
    ObjectNode data = Json.object();
    data.put("id", user.id());
    data.put("email", user.email());
    data.put("name", user.name());
    user.permissions().forEach(data.putArray("permissions")::add);
    ObjectNode info = Json.object();
    info.set(DATA, data);
    info.put(FROM, WorldFolder.FILE);
    return Bytes.utf8(info.toString());
  }

  private List<KvLog.Item> all(TenantId tenant) {
    List<KvLog.Item> items = new ArrayList<>();
    Optional<Bytes> after = Optional.empty();
    while (true) {
      List<KvLog.Item> page = kv.scan(tenant, INFO, after, PAGE);
      items.addAll(page);
      if (page.size() < PAGE) {
        return items;
      }
      after = Optional.of(page.getLast().key());
    }
  }

  private void commit(
      TenantId tenant, Map<Bytes, Optional<Bytes>> info, Map<Bytes, Optional<Bytes>> certificates) {
    Map<String, Map<Bytes, Optional<Bytes>>> writes = new HashMap<>();
    if (!info.isEmpty()) {
      writes.put(INFO, info);
    }
    if (!certificates.isEmpty()) {
      writes.put(CERTIFICATES, certificates);
    }
    if (writes.isEmpty()) {
      return;
    }
    for (int i = 0; i < MOST_TRIES; i++) {
      KvLog.Commit commit =
          new KvLog.Commit(
              ids.next(),
              Optional.of(new KvLog.LogWrite(kv.open(tenant).seq(), writes)),
              List.of(),
              Optional.empty(),
              Optional.empty());
      if (kv.commit(tenant, commit) instanceof CommitResult.Committed) {
        return;
      }
    }
    throw new IllegalStateException("the users of " + tenant + " were changed again and again");
  }
}
