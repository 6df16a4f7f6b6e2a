package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Plan;
import dev.alcove.domain.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A world file: what it means, and every problem of a bad one at once. */
class WorldReaderTest {
  private static final Path FOLDER = Path.of("/worlds/shop");

  private static WorldReader.Reading read(String text) {
    return WorldReader.read(
        text,
        FOLDER,
        tenant ->
            new TreeMap<>(Map.of(AppName.MAIN, FOLDER.resolve("tenants/" + tenant + "/main"))),
        Map.of());
  }

  private static World good(String text) {
    return switch (read(text)) {
      case WorldReader.Reading.Good good -> good.world();
      case WorldReader.Reading.Bad bad -> throw new AssertionError(bad.problems());
    };
  }

  private static List<String> problems(String text) {
    return switch (read(text)) {
      case WorldReader.Reading.Good good -> List.of();
      case WorldReader.Reading.Bad bad -> bad.problems().stream().map(Object::toString).toList();
    };
  }

  @Test
  void aWholeWorld() {
    World world =
        good(
            """
            {
              "plans": {"small": {"requests_per_second": 5, "runs_at_once": 2,
                                  "limits": {"wall_ms": 1000, "memory_mb": 32, "host_calls": 10}}},
              "settings": {"SCRIPT_TIMEOUT_SECONDS": 20, "SCRIPTS_ENABLED": true},
              "tenants": [
                {"id": "acme", "name": "Acme", "plan": "small", "tier": "strict",
                 "deployer": "ann@acme.example",
                 "users": [{"id": "a", "email": "ann@acme.example", "name": "Ann", "permissions": ["x", "y"]},
                           {"email": "bob@acme.example"}],
                 "apps": {"shared": "../other/app", "packed": "bundles/one.json"}},
                {"id": "globex", "users": [{"email": "gil@globex.example"}]}
              ]
            }
            """);
    World.Tenant acme = world.tenant(new TenantId("acme")).orElseThrow();
    assertThat(acme.name()).isEqualTo("Acme");
    assertThat(acme.tier()).isEqualTo(LiveItem.Tier.STRICT);
    assertThat(acme.deployer().id()).isEqualTo("a");
    assertThat(acme.deployer().permissions()).containsExactly("x", "y");
    assertThat(acme.users().getLast().id()).isEqualTo("bob@acme.example");
    assertThat(acme.apps())
        .isEqualTo(
            Map.of(
                AppName.MAIN,
                FOLDER.resolve("tenants/acme/main"),
                new AppName("shared"),
                Path.of("/worlds/other/app"),
                new AppName("packed"),
                FOLDER.resolve("bundles/one.json")));
    Plan small = world.plans().getOrDefault("small", Plan.unmetered(Limits.DEFAULT, 1));
    assertThat(small.requestsPerSecond()).isEqualTo(OptionalInt.of(5));
    assertThat(small.runsAtOnce()).isEqualTo(2);
    assertThat(small.limits().wallMillis()).isEqualTo(1_000);
    assertThat(small.limits().cpuMillis()).isEqualTo(20_000);
    assertThat(small.limits().memoryBytes()).isEqualTo(32L * 1024 * 1024);
    assertThat(small.limits().hostCalls()).isEqualTo(10);
    World.Tenant globex = world.tenant(new TenantId("globex")).orElseThrow();
    assertThat(globex.plan()).isEqualTo("unmetered");
    assertThat(globex.tier()).isEqualTo(LiveItem.Tier.SHARED);
    assertThat(globex.deployer().email()).isEqualTo("gil@globex.example");
  }

  @Test
  void everyProblemAtOnceWithItsPlaceAndCure() {
    assertThat(
            problems(
                """
                {
                  "tenant": [],
                  "plans": {"big": {"runs_at_one": 2, "limits": {"wall_ms": 900000}}},
                  "settings": {"SCRIPT_TIMEOUT": 5},
                  "tenants": [
                    {"id": "Acme!", "plan": "bigg", "tier": "shraed",
                     "deployer": "anne@acme.example",
                     "users": [{"email": "ann@acme.example", "permission": []}, {"name": "Bob"}]},
                    {"id": "globex", "apps": {"Bad Name": "x", "main": "elsewhere"}}
                  ]
                }
                """))
        .containsExactly(
            "world.json:2:3: The world has an unknown key `tenant`. Did you mean `tenants`?",
            "world.json:3:21: Plan `big` has an unknown key `runs_at_one`. Did you mean"
                + " `runs_at_once`?",
            "world.json:3:61: `wall_ms` of the limits of plan `big` is 900000. Write a whole number"
                + " from 1 to 300000.",
            "world.json:4:16: `SCRIPT_TIMEOUT` is no setting of a world. Use one of:"
                + " ALCOVE_MAX_BODY_MB, SCRIPTS_ENABLED, SCRIPT_MAX_MEMORY_MB,"
                + " SCRIPT_TIMEOUT_SECONDS, SCRIPT_VM_POOL_SIZE, SCRIPT_VM_TIMEOUT_SECONDS.",
            "world.json:6:12: Tenant id `Acme!` is not valid: use 2 to 40 of a-z, 0-9 and, inside,"
                + " the hyphen.",
            "world.json:6:29: There is no plan `bigg`. Did you mean `big`?",
            "world.json:6:45: There is no tier `shraed`. Did you mean `shared`?",
            "world.json:7:18: No user of tenant `Acme!` has the e-mail `anne@acme.example`. Did you"
                + " mean `ann@acme.example`?",
            "world.json:8:46: A user has an unknown key `permission`. Did you mean `permissions`?",
            "world.json:8:65: A user has no `email`. Add it.",
            "world.json:9:5: There is no `deployer` for tenant `globex`. Name the e-mail of the"
                + " user for whom its cron and event scripts run.",
            "world.json:9:31: App name `Bad Name` is not valid: use 1 to 40 of a-z, 0-9 and,"
                + " inside, the hyphen.",
            "world.json:9:48: App `main` of tenant `globex` has a folder of its own, too. Remove"
                + " the folder, or this line.");
  }

  @Test
  void whatIsNotJsonNamesItsPlace() {
    assertThat(problems("{\n  \"tenants\": [}\n"))
        .singleElement()
        .asString()
        .startsWith("world.json:2:15: This is not JSON: ");
    assertThat(problems(""))
        .containsExactly(
            "world.json:1:1: There is no JSON here. Write an object, such as"
                + " `{\"tenants\": []}`.");
    assertThat(problems("{\"tenants\": []} x")).singleElement().asString().contains("not JSON");
    assertThat(problems("[]"))
        .containsExactly("world.json:1:1: A world is an object, not an array. Begin with `{`.");
    assertThat(problems("{\"tenants\": [], \"tenants\": []}"))
        .containsExactly(
            "world.json:1:17: Key `tenants` is already there in line 1. Remove one of the two.");
    assertThat(problems("{}"))
        .containsExactly("world.json:1:1: The world has no `tenants`. Add a list of them.");
  }

  @Test
  void aTenantOrUserTwiceIsRefused() {
    assertThat(
            problems(
                """
                {"tenants": [
                  {"id": "acme", "users": [{"email": "a@x"}, {"email": "a@x"}], "deployer": "a@x"},
                  {"id": "acme", "users": [{"email": "a@x"}]}]}
                """))
        .containsExactly(
            "world.json:2:46: The tenant has another user `a@x` or `a@x`. Give each its own `id`"
                + " and `email`.",
            "world.json:3:3: Tenant `acme` is there twice. Remove one.");
  }
}
