package dev.alcove.control;

import static dev.alcove.control.TestWorld.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Principal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployApiTest {
  @TempDir Path folder;
  private Api api;

  @BeforeEach
  void open() {
    api = new Api(folder);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aBundleIsDeployedListedAndRolledBack() {
    HttpResponse checked = api.deploy("?check=true", Api.BUNDLE);
    assertThat(checked.status()).isEqualTo(200);
    assertThat(api.world.live(ACME).apps()).isEmpty();

    HttpResponse first = api.deploy("?message=one%20more", Api.BUNDLE);
    assertThat(first.status()).isEqualTo(201);
    JsonNode deployed = Api.json(first);
    assertThat(deployed.path("deployment").asLong()).isEqualTo(1);
    assertThat(deployed.path("message").asText()).isEqualTo("one more");
    assertThat(deployed.path("version").asText())
        .hasSize(64)
        .isEqualTo(Api.json(checked).path("version").asText());
    assertThat(Api.ids(first, "entries", "name"))
        .containsExactly("GET /hello/{name}", "report", "check", "backfill");

    HttpResponse again = api.deploy("", Api.BUNDLE);
    assertThat(again.status()).isEqualTo(200);
    assertThat(Api.json(again).path("unchanged").asBoolean()).isTrue();

    String other = Api.BUNDLE.replace("0 9 * * *", "0 10 * * *");
    String withFields = other.substring(0, other.length() - 1) + ", \"message\": \"later\"}";
    assertThat(Api.json(api.deploy("", withFields)).path("message").asText()).isEqualTo("later");

    JsonNode versions = Api.json(api.get(Api.ADA_AT_ACME, "/tenants/acme/apps/shop/versions"));
    assertThat(versions.path("versions")).hasSize(2);
    assertThat(versions.at("/versions/0/live").asBoolean()).isTrue();
    assertThat(versions.at("/versions/1/live").asBoolean()).isFalse();

    HttpResponse back = api.send(Api.ADA_AT_ACME, "POST", "/tenants/acme/apps/shop/rollback", "");
    assertThat(Api.json(back).path("version")).isEqualTo(deployed.path("version"));
    String shortHash = versions.at("/versions/0/version").asText().substring(0, 8);
    HttpResponse forth =
        api.send(
            Api.ADA_AT_ACME,
            "POST",
            "/tenants/acme/apps/shop/rollback",
            "{\"version\": \"" + shortHash + "\"}");
    assertThat(forth.status()).isEqualTo(201);
    Api.refused(
        api.send(
            Api.ADA_AT_ACME,
            "POST",
            "/tenants/acme/apps/shop/rollback",
            "{\"version\": \"ffffff00\"}"),
        404,
        "NOT_FOUND");

    assertThat(
            Api.ids(
                api.get(Api.ADA_AT_ACME, "/tenants/acme/apps/shop/deployments"),
                "deployments",
                "app"))
        .hasSize(4);
    assertThat(api.send(Api.ADA_AT_ACME, "DELETE", "/tenants/acme/apps/shop", "").status())
        .isEqualTo(200);
    Api.refused(api.get(Api.ADA_AT_ACME, "/tenants/acme/apps/shop"), 404, "NOT_FOUND");
    Api.refused(
        api.send(Api.ADA_AT_ACME, "DELETE", "/tenants/acme/apps/shop", ""), 404, "NOT_FOUND");
  }

  @Test
  void aRefusedBundleNamesEveryProblemWithItsPlace() {
    HttpResponse answer =
        api.deploy("", "{\"metadata\": {\"endpoint\": {}, \"colour\": 1}, \"modules\": []}");

    Api.refused(answer, 400, "REFUSED_BUNDLE");
    JsonNode details = Api.json(answer).path("error").path("details");
    assertThat(details).hasSizeGreaterThanOrEqualTo(2);
    assertThat(details.get(0).path("line").asInt()).isEqualTo(1);
    assertThat(details.get(0).path("column").asInt()).isPositive();
  }

  @Test
  void anotherVersionThanExpectedIsAConflict() {
    api.deploy("", Api.BUNDLE);

    HttpResponse answer = api.deploy("?expected=" + "0".repeat(64), Api.BUNDLE);

    Api.refused(answer, 409, "CONFLICTING_DEPLOY");
  }

  @Test
  void creatingNeedsOneRightAndUpdatingAnother() {
    Principal creator = Api.with("ScriptCreate");
    Principal updater = Api.with("ScriptUpdate");
    Api.refused(api.deploy(updater, "", Api.BUNDLE), 403, "FORBIDDEN");
    assertThat(api.deploy(creator, "", Api.BUNDLE).status()).isEqualTo(201);
    Api.refused(api.deploy(creator, "", Api.BUNDLE), 403, "FORBIDDEN");
    assertThat(api.deploy(updater, "", Api.BUNDLE).status()).isEqualTo(201);
  }

  @Test
  void cronsShowTheirNextFiveTimesInUtcAndInTheirZone() {
    api.deploy("", Api.BUNDLE);

    JsonNode schedules =
        Api.json(api.get(Api.ADA_AT_ACME, "/tenants/acme/schedules")).path("schedules");

    assertThat(schedules).hasSize(1);
    JsonNode report = schedules.get(0);
    assertThat(report.path("timezone").asText()).isEqualTo("Europe/Berlin");
    assertThat(report.path("next")).hasSize(5);
    assertThat(report.at("/next/0/utc").asText()).isEqualTo("2026-01-06T08:00:00Z");
    assertThat(report.at("/next/0/local").asText()).isEqualTo("2026-01-06T09:00+01:00");
    assertThat(Api.ids(api.get(Api.ADA_AT_ACME, "/tenants/acme/scripts"), "scripts", "type"))
        .containsExactly("cron", "embedded", "one_off");
  }
}
