package dev.alcove.control;

import static dev.alcove.control.TestWorld.ACME;
import static dev.alcove.control.TestWorld.ADA;
import static dev.alcove.control.TestWorld.GLOBEX;
import static dev.alcove.control.TestWorld.NOW;
import static dev.alcove.control.TestWorld.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.Event;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ports;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.Usage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A removed tenant is gone from every table, and only the record says that it was there. */
class TenantRemovalTest {
  private static final ExecutionId RUN = new ExecutionId("exec-1");
  private static final String PAUSE = "{\"state\": \"paused\"}";

  /** What belongs to no tenant. */
  private static final List<String> NOT_OF_TENANTS = List.of("meta", "sqlite_sequence");

  @TempDir Path folder;
  private Api api;

  @BeforeEach
  void open() {
    api = new Api(folder);
    fill(ACME);
    fill(GLOBEX);
  }

  @AfterEach
  void close() {
    api.close();
  }

  /** Something in every store. */
  private void fill(TenantId tenant) {
    Ports ports = api.world.ports;
    ScriptRef script = new ScriptRef(tenant, SHOP, new ScriptName("report"));
    QueuedRun run =
        new QueuedRun(script, "e-1", RUN, TriggeredBy.EVENT, NOW, 0, "r", Optional.of(ADA), "{}");
    Event event = new Event("e-1", tenant, "src", "t", "{}", 0, "r", NOW, Optional.empty());
    api.world
        .deployments()
        .deploy(tenant, SHOP, TestWorld.cron("report", 5), ADA, "", Optional.empty());
    commit(ports, tenant, event);
    ports.storage().set(tenant, "k", "1", OptionalLong.empty());
    ports.outbox().add(new OutboxItem(tenant, "o", List.of(new OutboxItem.Due(event, NOW))));
    ports.inbox().mark(new InboxMark(script, "e-1", NOW.plusSeconds(60)));
    ports.bus().publish(List.of(event));
    ports.queue().send(run, Duration.ZERO);
    ports.runs().put(Api.run(tenant, "exec-1", Optional.of(Outcome.THREW)));
    ports.deadLetters().put(new DeadLetter(run, Outcome.THREW, 4, "no", NOW));
    ports.logs().append(List.of(Api.line(tenant, "exec-1", "hello")));
    ports.admission().countDescendants(tenant, "r", 1, NOW.plusSeconds(60));
    ports.metrics().run(tenant, SHOP, "report", Outcome.OK, Receipt.NOTHING);
    ports.metrics().script(tenant, SHOP, "report", "{}");
    ports.usage().add(tenant, LocalDate.EPOCH, Usage.of(Outcome.OK, Receipt.NOTHING));
    ports.usage().list(tenant, LocalDate.EPOCH, LocalDate.EPOCH);
  }

  private static void commit(Ports ports, TenantId tenant, Event event) {
    KvLog.LogWrite write =
        new KvLog.LogWrite(0, Map.of("m", Map.of(Bytes.utf8("k"), Optional.of(Bytes.utf8("v")))));
    ports
        .kv()
        .commit(
            tenant,
            new KvLog.Commit(
                "x.1",
                Optional.of(write),
                List.of(),
                Optional.of(new OutboxItem(tenant, "x", List.of(new OutboxItem.Due(event, NOW)))),
                Optional.empty()));
    KvLog.PointChange point =
        new KvLog.PointChange(
            new KvLog.PointAddress.InMap("p", Bytes.utf8("k")),
            new KvLog.PointChange.Expectation.Anything(),
            new KvLog.PointChange.Action.Put(
                new KvLog.PointItem(Bytes.utf8("v"), "w", OptionalLong.empty())));
    ports
        .kv()
        .commit(
            tenant,
            new KvLog.Commit(
                "x.2", Optional.empty(), List.of(point), Optional.empty(), Optional.empty()));
  }

  /** How many rows each table has of a tenant, found by its id in any column. */
  private Map<String, Integer> rows(TenantId tenant) throws SQLException {
    api.world.local.metrics().newest(tenant, 1);
    api.world.local.logs().newest();
    Map<String, Integer> rows = new TreeMap<>();
    try (Connection file =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("world.sqlite"));
        Statement statement = file.createStatement()) {
      for (String table : tables(statement)) {
        int count = 0;
        try (ResultSet all = statement.executeQuery("SELECT * FROM " + table)) {
          int columns = all.getMetaData().getColumnCount();
          while (all.next()) {
            boolean named = false;
            for (int i = 1; i <= columns; i++) {
              byte[] value = all.getBytes(i);
              named |= value != null && isNamed(Bytes.copyOf(value).text(), tenant);
            }
            count += named ? 1 : 0;
          }
        }
        rows.put(table, count);
      }
    }
    return rows;
  }

  /** As a column's value, or in a document; users' addresses have it in them, too. */
  private static boolean isNamed(String value, TenantId tenant) {
    return value.equals(tenant.value()) || value.contains('"' + tenant.value() + '"');
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet names =
        statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
      while (names.next()) {
        tables.add(names.getString(1));
      }
    }
    tables.removeAll(NOT_OF_TENANTS);
    return tables;
  }

  private HttpResponse remove(String query) {
    return api.send(Api.OPERATOR, "DELETE", "/tenants/acme" + query, "");
  }

  @Test
  void everythingIsGoneFromEveryTable_andAnotherTenantIsUntouched() throws SQLException {
    Map<String, Integer> full = rows(ACME);
    assertThat(full).containsEntry("removals", 0);
    full.remove("removals");
    assertThat(full.values()).as("each table has something: " + full).allMatch(n -> n > 0);
    Map<String, Integer> others = rows(GLOBEX);

    HttpResponse answer = remove("?confirm=acme");

    assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
    Map<String, Integer> left = rows(ACME);
    assertThat(left.remove("removals")).isEqualTo(1);
    assertThat(left.values()).as("nothing is left: " + left).allMatch(n -> n == 0);
    assertThat(rows(GLOBEX)).isEqualTo(others);
    Api.refused(api.get(Api.OPERATOR, "/tenants/acme"), 404, "NOT_FOUND");
    JsonNode removal = Api.json(api.get(Api.OPERATOR, "/removals")).at("/removals/0");
    assertThat(removal.path("tenant").asText()).isEqualTo("acme");
    assertThat(removal.path("by").asText()).isEqualTo(Api.OPERATOR.user().id());
    assertThat(removal.path("time").asText()).isEqualTo(NOW.toString());
  }

  @Test
  void onlyAnOperatorRemoves_andOnlyAPausedTenantOrOneThatIsNamedTwice() {
    Api.refused(
        api.send(Api.ADA_AT_ACME, "DELETE", "/tenants/acme?confirm=acme", ""), 403, "FORBIDDEN");
    Api.refused(api.get(Api.ADA_AT_ACME, "/removals"), 403, "FORBIDDEN");
    Api.refused(remove(""), 400, "INVALID_INPUT");
    Api.refused(remove("?confirm=globex"), 400, "INVALID_INPUT");
    assertThat(api.world.live(ACME).apps()).isNotEmpty();

    api.send(Api.OPERATOR, "PATCH", "/tenants/acme", PAUSE);
    assertThat(remove("").status()).isEqualTo(200);
  }

  @Test
  void theIdIsGivenAgainOnlyToWhoAsksForIt_andTheNewTenantIsEmpty() throws SQLException {
    remove("?confirm=acme");
    // A run that outlived the tenant.
    api.world.ports.storage().set(ACME, "late", "1", OptionalLong.empty());

    Api.refused(make("{\"id\": \"acme\", \"name\": \"A\"}"), 409, "ALREADY_EXISTS");
    HttpResponse made = make("{\"id\": \"acme\", \"name\": \"A\", \"anew\": true}");

    assertThat(made.status()).as(made.body().text()).isEqualTo(201);
    assertThat(api.world.ports.storage().get(ACME, "late")).isEmpty();
    Map<String, Integer> rows = rows(ACME);
    rows.values().removeIf(count -> count == 0);
    assertThat(rows).containsOnlyKeys("live", "removals");
    Api.refused(make("{\"id\": \"acme\", \"name\": \"A\"}"), 409, "ALREADY_EXISTS");
    api.world
        .deployments()
        .deploy(ACME, SHOP, TestWorld.cron("report", 5), ADA, "", Optional.empty());
    assertThat(api.world.live(ACME).apps()).containsOnlyKeys(SHOP);
    assertThat(remove("?confirm=acme").status()).isEqualTo(200);
  }

  private HttpResponse make(String body) {
    return api.send(Api.OPERATOR, "POST", "/tenants", body);
  }
}
