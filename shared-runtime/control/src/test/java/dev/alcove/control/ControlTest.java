package dev.alcove.control;

import static dev.alcove.control.TestWorld.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.Usage;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {
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
  void anUnknownAddressIs404_andAnotherMethodIs405WithAllow() {
    Api.refused(api.get(Api.OPERATOR, "/nothing"), 404, "NOT_FOUND");
    HttpResponse other = api.send(Api.OPERATOR, "DELETE", "/tenants", "");
    Api.refused(other, 405, "METHOD_NOT_ALLOWED");
    assertThat(other.headers()).containsEntry("allow", "GET, POST");
  }

  @Test
  void anotherTenantsObjectsAreNotThere() {
    Api.refused(api.get(Api.ADA_AT_ACME, "/tenants/globex"), 404, "NOT_FOUND");
    Api.refused(api.get(Api.ADA_AT_ACME, "/tenants/globex/apps"), 404, "NOT_FOUND");
    Api.refused(
        api.send(Api.ADA_AT_ACME, "POST", "/tenants/globex/hooks/h", "{}"), 404, "NOT_FOUND");
    assertThat(Api.ids(api.get(Api.ADA_AT_ACME, "/tenants"), "tenants", "id"))
        .containsExactly("acme");
    assertThat(Api.ids(api.get(Api.OPERATOR, "/tenants"), "tenants", "id"))
        .containsExactly("acme", "globex");
  }

  @Test
  void everyAddressOfATenantNeedsAPermission() {
    for (Route route : api.control.routes()) {
      if (route.namesTenant()) {
        String path =
            route
                .path()
                .toString()
                .replace("{tenant}", "acme")
                .replaceAll("\\{[a-z]+}", "something");
        HttpResponse answer = api.send(Api.BOB_AT_ACME, route.method(), path, "");
        assertThat(answer.status()).as(route.name()).isEqualTo(403);
      }
    }
  }

  @Test
  void onlyOperatorsMakeAndChangeTenants() {
    String made = "{\"id\": \"initech\", \"name\": \"Initech\", \"plan\": \"gold\"}";
    Api.refused(api.send(Api.ADA_AT_ACME, "POST", "/tenants", made), 403, "FORBIDDEN");
    Api.refused(api.send(Api.ADA_AT_ACME, "PATCH", "/tenants/acme", "{}"), 403, "FORBIDDEN");

    HttpResponse created = api.send(Api.OPERATOR, "POST", "/tenants", made);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.headers()).containsEntry("location", "/admin/v1/tenants/initech");
    assertThat(Api.json(created).path("plan").asText()).isEqualTo("gold");
    assertThat(Api.json(created).path("tier").asText()).isEqualTo("shared");
    assertThat(api.send(Api.OPERATOR, "POST", "/tenants", made).status()).isEqualTo(409);

    JsonNode changed =
        Api.json(
            api.send(
                Api.OPERATOR,
                "PATCH",
                "/tenants/initech",
                "{\"state\": \"paused\", \"name\": \"I\"}"));
    assertThat(changed.path("state").asText()).isEqualTo("paused");
    assertThat(changed.path("name").asText()).isEqualTo("I");
    assertThat(changed.path("plan").asText()).isEqualTo("gold");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /tenants | {"id": "x"} | `name` is missing
          POST | /tenants | {"id": 3, "name": "n"} | `id` must be a text
          POST | /tenants | {"id": "Bad!", "name": "n"} | Tenant id `Bad!` is not valid
          POST | /tenants | {"id": "good", "name": "n", "colour": 1} | no field `colour`
          POST | /tenants | {"id": "good", "name": "n", "plan": "free"} | no plan `free`
          POST | /tenants | {"id": "good", "name": "n", "tier": "free"} | shared or strict
          POST | /tenants | [1] | must be a JSON object
          POST | /tenants | {"id": | cannot be read
          GET | /tenants/acme/runs?limit=201 |  | `limit` must be 1 to 200
          GET | /tenants/acme/runs?limit=0 |  | `limit` must be 1 to 200
          GET | /tenants/acme/runs?limit=many |  | whole number
          GET | /tenants/acme/runs?outcome=GOOD |  | no outcome `GOOD`
          GET | /tenants/acme/runs?colour=1 |  | no query parameter `colour`
          GET | /tenants/acme/runs?limit=1&limit=2 |  | is there twice
          GET | /tenants/acme/runs?entry=%zz |  | percent-encoded
          GET | /tenants/acme/logs?level=loud |  | debug, info, warn or error
          GET | /tenants/acme/apps/A_B |  | App name `A_B` is not valid
          GET | /tenants/A |  | Tenant id `A` is not valid
          POST | /tenants/acme/apps/shop/rollback | {"version": "xyz"} | hex digits
          POST | /tenants/acme/events | {"type": ""} | `type` must have 1 to 128
          POST | /tenants/acme/events | {"type": "t", "source": "alcove.globex"} | another tenant
          POST | /tenants/acme/scripts/s/runs | {"user": {"name": "x"}} | `user.id`
          """)
  void whatIsNotValidIs400AndSaysWhy(String method, String path, String body, String why) {
    HttpResponse answer = api.send(Api.OPERATOR, method, path, body == null ? "" : body);

    Api.refused(answer, 400, "INVALID_INPUT");
    assertThat(Api.json(answer).path("error").path("message").asText()).contains(why);
  }

  @Test
  void usageIsThatOfTheDaysAskedFor() {
    LocalDate today = LocalDate.of(2026, 1, 5);
    Usage good = Usage.of(Outcome.OK, Receipt.NOTHING);
    Usage bad = Usage.of(Outcome.THREW, Receipt.NOTHING);
    api.world.ports.usage().add(ACME, today, good.plus(good).plus(bad));
    api.world.ports.usage().add(ACME, today.minusDays(29), good);
    api.world.ports.usage().add(ACME, today.minusDays(30), bad);
    api.world.ports.usage().add(TestWorld.GLOBEX, today, bad);

    JsonNode usage = Api.json(api.get(Api.ADA_AT_ACME, "/tenants/acme/usage"));

    assertThat(usage.path("plan").asText()).isEqualTo("unmetered");
    assertThat(usage.at("/total/runs").asInt()).isEqualTo(4);
    assertThat(usage.at("/total/by_outcome/OK").asInt()).isEqualTo(3);
    assertThat(usage.at("/total/by_outcome/THREW").asInt()).isEqualTo(1);
    assertThat(usage.at("/days/0/day").asText()).isEqualTo("2025-12-07");
    assertThat(usage.at("/days/1/runs").asInt()).isEqualTo(3);
    JsonNode one =
        Api.json(api.get(Api.ADA_AT_ACME, "/tenants/acme/usage?from=2025-12-01&to=2025-12-06"));
    assertThat(one.at("/total/by_outcome/THREW").asInt()).isEqualTo(1);
    Api.refused(
        api.get(Api.ADA_AT_ACME, "/tenants/acme/usage?from=2026-02-30"), 400, "INVALID_INPUT");
    Api.refused(
        api.get(Api.ADA_AT_ACME, "/tenants/acme/usage?from=2025-01-01"), 400, "INVALID_INPUT");
  }

  @Test
  void withoutATokenOnlyTheDescriptionIsOpen() {
    HttpResponse answer = api.control.handle(Api.request("GET", "/tenants", ""));
    Api.refused(answer, 401, "UNAUTHENTICATED");
    assertThat(answer.headers()).containsKey("www-authenticate");
    assertThat(api.control.handle(Api.request("GET", "/openapi.json", "")).status()).isEqualTo(200);
  }
}
