package dev.alcove.control;

import static dev.alcove.control.Api.OPERATOR;
import static dev.alcove.control.Api.json;
import static dev.alcove.control.Api.refused;
import static dev.alcove.control.TestWorld.ACME;
import static dev.alcove.control.TestWorld.ADA;
import static dev.alcove.control.TestWorld.GLOBEX;
import static dev.alcove.control.TestWorld.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.bundle.BundleReader;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.Ports;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant leaves one world and arrives whole in another. */
class TransferTest {
  private static final AppName CCF = new AppName("main");

  /** CCF has nothing against a key that is there twice. */
  private static final String PROPOSAL =
      """
      {"actions": [{"name": "set_js_app", "args": {"bundle": {"metadata": {"endpoints": {"/e": {"get":
        {"js_module": "app.js", "js_function": "f", "mode": "readonly", "mode": "readonly",
         "forwarding_required": "never", "authn_policies": [], "openapi": {}}}}},
        "modules": [{"name": "app.js", "module": "export function f() { return {}; }"}]}}}]}\
      """;

  @TempDir Path folder;
  @TempDir Path other;
  private Api from;
  private Api to;

  @BeforeEach
  void open() {
    from = new Api(folder);
    to = new Api(other);
    from.world
        .deployments()
        .deploy(
            ACME,
            SHOP,
            TestWorld.job("\"kv\": {\"audit\": \"point\"},"),
            ADA,
            "",
            Optional.empty());
    from.world
        .deployments()
        .deploy(ACME, CCF, BundleReader.fromJson(Bytes.utf8(PROPOSAL)), ADA, "", Optional.empty());
  }

  @AfterEach
  void close() {
    from.close();
    to.close();
  }

  @Test
  void everythingArrives() {
    Ports ports = from.world.ports;
    commit(ports, Map.of("orders", keys(250, 20), "", keys(1, 1), "public:ccf.gov.x", keys(3, 9)));
    commitPoint(ports, "audit", "p1");
    commitPoint(ports, "audit", "");
    ports.storage().set(ACME, "k", "{\"a\":1}", OptionalLong.of(2_000_000_000));
    ports.storage().set(ACME, "é", "2", OptionalLong.empty());

    List<JsonNode> records = export(from, ACME);
    pause(to, GLOBEX);
    write(to, GLOBEX, records.subList(0, 40));
    write(to, GLOBEX, records); // broke off, and begun anew

    Ports arrived = to.world.ports;
    assertThat(items(arrived, GLOBEX)).isEqualTo(items(ports, ACME)).hasSize(254);
    assertThat(arrived.kv().points(GLOBEX, "audit", Optional.empty(), 10))
        .extracting(point -> point.key().text() + "=" + point.item().value().text())
        .containsExactly("=v", "p1=v");
    assertThat(arrived.storage().list(GLOBEX, "", Optional.empty(), 10))
        .containsExactly(
            new StorageStore.Entry("k", "{\"a\":1}", OptionalLong.of(2_000_000_000)),
            new StorageStore.Entry("é", "2", OptionalLong.empty()));
    for (AppName app : List.of(SHOP, CCF)) {
      assertThat(to.world.app(GLOBEX, app).version())
          .isEqualTo(from.world.app(ACME, app).version());
      assertThat(to.world.app(GLOBEX, app).deployer()).isEqualTo(ADA);
    }
    assertThat(records.getFirst().path("kind").asText()).isEqualTo("begin");
    assertThat(records.getLast().path("seq")).isEqualTo(records.getFirst().path("seq"));
  }

  @Test
  void aLargeTenantComesInPages() {
    commit(from.world.ports, Map.of("big", keys(12, 250_000)));
    commitPoint(from.world.ports, "audit", "x".repeat(800));
    from.world.ports.storage().set(ACME, "k", "1", OptionalLong.empty());

    int pages = 0;
    String next = "";
    List<JsonNode> records = new ArrayList<>();
    do {
      JsonNode page = json(page(from, ACME, next));
      page.path("records").forEach(records::add);
      next = page.path("next").asText("");
      pages++;
      assertThat(Json.text(page).length()).isLessThan(4_000_000);
    } while (!next.isEmpty());

    assertThat(pages).isGreaterThan(1);
    assertThat(records).doesNotHaveDuplicates().hasSize(1 + 2 + 12 + 1 + 1 + 1);
  }

  @Test
  void onlyAPausedTenantIsWrittenTo() {
    refused(send(to, GLOBEX, export(from, ACME)), 400, "INVALID_INPUT");
    assertThat(to.world.live(GLOBEX).apps()).isEmpty();
  }

  @Test
  void anAlteredAppIsRefused() {
    pause(to, GLOBEX);
    List<JsonNode> records = export(from, ACME);
    ObjectNode app = (ObjectNode) records.get(1);
    app.put("metadata", app.path("metadata").asText().replace("authn_policies", "authn_Policies"));

    refused(send(to, GLOBEX, records), 400, "INVALID_INPUT");
    assertThat(to.world.live(GLOBEX).apps()).isEmpty();
  }

  @Test
  void whatIsNoRecordIsNamed() {
    pause(to, GLOBEX);
    HttpResponse answer = send(to, GLOBEX, List.of(Json.parse("{\"v\":1,\"kind\":\"what\"}")));
    refused(answer, 400, "INVALID_INPUT");
    assertThat(answer.body().text()).contains("records[0]", "kind");
    refused(from.get(OPERATOR, "/tenants/acme/export?after=nonsense"), 400, "INVALID_INPUT");
    refused(from.get(Api.ADA_AT_ACME, "/tenants/acme/export"), 403, "FORBIDDEN");
    refused(
        to.send(Api.ADA_AT_ACME, "POST", "/tenants/acme/import", "{\"records\": []}"),
        403,
        "FORBIDDEN");
  }

  private static Map<Bytes, Optional<Bytes>> keys(int count, int size) {
    Map<Bytes, Optional<Bytes>> keys = new HashMap<>();
    for (int i = 0; i < count; i++) {
      keys.put(Bytes.utf8("k" + i), Optional.of(Bytes.utf8("v".repeat(size))));
    }
    return keys;
  }

  private static void commit(Ports ports, Map<String, Map<Bytes, Optional<Bytes>>> writes) {
    long head = ports.kv().open(ACME).seq();
    assertThat(
            ports
                .kv()
                .commit(
                    ACME,
                    new KvLog.Commit(
                        "x",
                        Optional.of(new KvLog.LogWrite(head, writes)),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())))
        .isInstanceOf(KvLog.CommitResult.Committed.class);
  }

  private static void commitPoint(Ports ports, String map, String key) {
    PointChange.Action put =
        new PointChange.Action.Put(new KvLog.PointItem(Bytes.utf8("v"), "w", OptionalLong.empty()));
    PointChange change =
        new PointChange(
            new KvLog.PointAddress.InMap(map, Bytes.utf8(key)),
            new PointChange.Expectation.Anything(),
            put);
    ports
        .kv()
        .commit(
            ACME,
            new KvLog.Commit(
                "y", Optional.empty(), List.of(change), Optional.empty(), Optional.empty()));
  }

  private static Map<String, String> items(Ports ports, TenantId tenant) {
    Map<String, String> items = new HashMap<>();
    for (String map : ports.kv().maps(tenant)) {
      for (KvLog.Item item : ports.kv().scan(tenant, map, Optional.empty(), 1_000)) {
        items.put(map + "/" + item.key().text(), item.value().text());
      }
    }
    return items;
  }

  private static HttpResponse page(Api api, TenantId tenant, String next) {
    String path = "/tenants/" + tenant + "/export";
    return api.get(OPERATOR, next.isEmpty() ? path : path + "?after=" + next);
  }

  private static List<JsonNode> export(Api api, TenantId tenant) {
    List<JsonNode> records = new ArrayList<>();
    JsonNode page = json(page(api, tenant, ""));
    assertThat(page.has("next")).isFalse();
    page.path("records").forEach(records::add);
    return records;
  }

  private static void pause(Api api, TenantId tenant) {
    api.send(OPERATOR, "PATCH", "/tenants/" + tenant, "{\"state\": \"paused\"}");
  }

  private static HttpResponse send(Api api, TenantId tenant, List<JsonNode> records) {
    ObjectNode body = Json.object();
    var list = body.putArray("records");
    records.forEach(list::add);
    return api.send(OPERATOR, "POST", "/tenants/" + tenant + "/import", Json.text(body));
  }

  private static void write(Api api, TenantId tenant, List<JsonNode> records) {
    HttpResponse answer = send(api, tenant, records);
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
  }
}
