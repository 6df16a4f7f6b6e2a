package dev.alcove.control;

import static dev.alcove.control.TestWorld.ACME;
import static dev.alcove.control.TestWorld.ADA;
import static dev.alcove.control.TestWorld.BOB;
import static dev.alcove.control.TestWorld.EXTRA;
import static dev.alcove.control.TestWorld.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.bundle.Bundle;
import dev.alcove.bundle.Problem;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Registry;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TenantRemoval;
import dev.alcove.domain.User;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentsTest {
  @TempDir Path folder;
  private TestWorld world;
  private Deployments deployments;

  @BeforeEach
  void open() {
    world = TestWorld.in(folder);
    deployments = world.deployments();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aDeployIsLiveWithItsSchedulesAndItsRecords() {
    DeployResult.Deployed deployed = deployed(deploy(SHOP, TestWorld.cron("report", 5)));

    LiveItem.LiveApp live = world.app(ACME, SHOP);
    assertThat(live.version()).isEqualTo(deployed.version().hash());
    assertThat(live.deployer()).isEqualTo(ADA);
    assertThat(live.deployment()).isEqualTo(deployed.deployment().number()).isEqualTo(1);
    assertThat(world.scheduled(ACME)).containsExactly("shop/report@5");
    assertThat(world.ports.code().get(ACME, live.version())).contains(deployed.version());
    assertThat(world.ports.registry().deployments(ACME, SHOP, 10))
        .containsExactly(deployed.deployment());
    VersionInfo info = world.ports.registry().versions(ACME, SHOP).getFirst();
    assertThat(info.author()).isEqualTo("ada");
    assertThat(info.message()).isEqualTo("why");
    assertThat(info.modules()).isEqualTo(1);
  }

  @Test
  void anIdenticalDeployChangesNothingAndSaysSo() {
    DeployResult.Deployed first = deployed(deploy(SHOP, TestWorld.cron("report", 5)));

    DeployResult second = deploy(SHOP, TestWorld.cron("report", 5));

    assertThat(second).isEqualTo(new DeployResult.Unchanged(1, first.warnings(), first.version()));
    assertThat(world.live(ACME).revision()).isEqualTo(2);
    assertThat(world.ports.registry().deployments(ACME, SHOP, 10)).hasSize(1);
  }

  @Test
  void theSameVersionByAnotherUserIsADeployment_sinceItsCronsRunWithOtherRights() {
    deploy(SHOP, TestWorld.cron("report", 5));

    DeployResult again =
        deployments.deploy(ACME, SHOP, TestWorld.cron("report", 5), BOB, "", Optional.empty());

    assertThat(deployed(again).deployment().number()).isEqualTo(2);
    assertThat(world.app(ACME, SHOP).deployer()).isEqualTo(BOB);
  }

  @Test
  void aNewVersionTakesTheOldOnesSchedulesAway() {
    deploy(SHOP, TestWorld.cron("report", 5));
    deploy(EXTRA, TestWorld.cron("other", 1));

    deploy(SHOP, TestWorld.cron("report", 6));

    assertThat(world.scheduled(ACME)).containsExactly("extra/other@1", "shop/report@6");
  }

  @Test
  void aDeployThatDeletesTheSchedulesOfALaterOneBringsThemBack() {
    deploy(SHOP, TestWorld.cron("report", 5));
    Scheduler real = world.ports.scheduler();
    Scheduler slow =
        new Scheduler() {
          private boolean done;

          @Override
          public void create(Schedule schedule) {
            real.create(schedule);
          }

          @Override
          public void delete(TenantId tenant, String name) {
            if (!done) {
              done = true;
              deploy(SHOP, TestWorld.cron("report", 5));
            }
            real.delete(tenant, name);
          }

          @Override
          public List<Schedule> list(TenantId tenant) {
            return real.list(tenant);
          }

          @Override
          public void erase(TenantId tenant) {
            real.erase(tenant);
          }
        };

    TestWorld.deployments(world.with(world.ports.registry(), world.ports.code(), slow))
        .deploy(ACME, SHOP, TestWorld.cron("report", 6), ADA, "", Optional.empty());

    assertThat(world.app(ACME, SHOP).deployment()).isEqualTo(3);
    assertThat(world.scheduled(ACME)).containsExactly("shop/report@5");
  }

  @Test
  void whatDoesNotCompileChangesNothing() {
    DeployResult refused = deploy(SHOP, TestWorld.app("{\"endpoints\": 3}", "export {"));

    assertThat(problems(refused)).isNotEmpty();
    assertThat(world.live(ACME).apps()).isEmpty();
    assertThat(world.ports.registry().versions(ACME, SHOP)).isEmpty();
  }

  @Test
  void anotherVersionThanExpectedIsAConflict() {
    VersionHash live = deployed(deploy(SHOP, TestWorld.cron("report", 5))).version().hash();
    Bundle next = TestWorld.cron("report", 6);
    VersionHash wrong = new VersionHash("0".repeat(64));

    assertThat(deployments.deploy(ACME, SHOP, next, ADA, "", Optional.of(wrong)))
        .isEqualTo(new DeployResult.Conflict(Optional.of(live)));
    assertThat(deployments.deploy(ACME, EXTRA, next, ADA, "", Optional.of(live)))
        .isEqualTo(new DeployResult.Conflict(Optional.empty()));
    assertThat(deployments.deploy(ACME, SHOP, next, ADA, "", Optional.of(live)))
        .isInstanceOf(DeployResult.Deployed.class);
  }

  @Test
  void anAppThatMovedDuringTheDeployIsAConflict() {
    deploy(SHOP, TestWorld.cron("report", 5));
    Deployments raced = racedBy(() -> deploy(SHOP, TestWorld.cron("report", 7)));

    DeployResult result =
        raced.deploy(ACME, SHOP, TestWorld.cron("report", 6), ADA, "", Optional.empty());

    assertThat(result).isInstanceOf(DeployResult.Conflict.class);
    deployments.remove(ACME, EXTRA, ADA, "");
    assertThat(world.app(ACME, SHOP).deployment()).isEqualTo(2);
  }

  @Test
  void anotherAppThatMovedDuringTheDeployIsNone() {
    Deployments raced = racedBy(() -> deploy(EXTRA, TestWorld.cron("other", 1)));

    DeployResult result =
        raced.deploy(ACME, SHOP, TestWorld.cron("report", 6), ADA, "", Optional.empty());

    assertThat(deployed(result).deployment().number()).isEqualTo(2);
    assertThat(world.live(ACME).apps()).containsOnlyKeys(SHOP, EXTRA);
    assertThat(world.scheduled(ACME)).containsExactly("extra/other@1", "shop/report@6");
  }

  @Test
  void anotherAppThatTookTheHookDuringTheDeployRefusesIt() {
    Deployments raced = racedBy(() -> deploy(EXTRA, TestWorld.hook("a", "order.validate")));

    DeployResult result =
        raced.deploy(ACME, SHOP, TestWorld.hook("b", "order.validate"), ADA, "", Optional.empty());

    assertThat(problems(result)).singleElement().asString().contains("hook `order.validate`");
    assertThat(world.live(ACME).apps()).containsOnlyKeys(EXTRA);
  }

  @Test
  void aScriptNameOrARouteOfAnotherAppIsRefused() {
    deploy(EXTRA, TestWorld.cron("report", 1));

    assertThat(problems(deploy(SHOP, TestWorld.cron("report", 2))))
        .singleElement()
        .asString()
        .contains("extra", "shop", "script name `report`");
  }

  @Test
  void rollbacksGoFurtherBackAndHaveTheRightsOfWhoRollsBack() {
    VersionHash first = deployed(deploy(SHOP, TestWorld.cron("report", 1))).version().hash();
    VersionHash second = deployed(deploy(SHOP, TestWorld.cron("report", 2))).version().hash();
    deploy(SHOP, TestWorld.cron("report", 3));

    assertThat(deployments.previous(ACME, SHOP)).contains(second);
    Deployment back = deployed(deployments.rollback(ACME, SHOP, second, BOB, "")).deployment();
    assertThat(back.deployer()).isEqualTo(BOB);
    assertThat(world.app(ACME, SHOP).deployer()).isEqualTo(BOB);
    assertThat(world.scheduled(ACME)).containsExactly("shop/report@2");

    assertThat(deployments.previous(ACME, SHOP)).contains(first);
    deployments.rollback(ACME, SHOP, first, ADA, "");
    assertThat(deployments.previous(ACME, SHOP)).isEmpty();
    assertThat(world.ports.registry().versions(ACME, SHOP)).hasSize(3);
  }

  @Test
  void aRollbackToWhatAnotherAppHasTakenIsRefused() {
    VersionHash first = deployed(deploy(SHOP, TestWorld.hook("a", "h"))).version().hash();
    deploy(SHOP, TestWorld.hook("a", "other"));
    deploy(EXTRA, TestWorld.hook("b", "h"));

    assertThat(problems(deployments.rollback(ACME, SHOP, first, ADA, "")))
        .singleElement()
        .asString()
        .contains("both claim hook `h`");
  }

  @Test
  void aRollbackToWhatIsNotKeptIsInvalid() {
    assertThatThrownBy(
            () -> deployments.rollback(ACME, SHOP, new VersionHash("1".repeat(64)), ADA, ""))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("not kept");
  }

  @Test
  void aRemovedAppIsGoneWithItsSchedules_andComesBackAsItWas() {
    VersionHash hash = deployed(deploy(SHOP, TestWorld.cron("report", 5))).version().hash();

    Deployment removal = deployments.remove(ACME, SHOP, ADA, "bye").orElseThrow();

    assertThat(removal.version()).isEmpty();
    assertThat(removal.replaced()).contains(hash);
    assertThat(world.scheduled(ACME)).isEmpty();
    assertThat(world.live(ACME).apps()).isEmpty();
    assertThat(deployments.remove(ACME, SHOP, ADA, "")).isEmpty();
    assertThat(deployments.previous(ACME, SHOP)).contains(hash);
    assertThat(deployed(deployments.rollback(ACME, SHOP, hash, ADA, "")).deployment().number())
        .isEqualTo(3);
  }

  @Test
  void aLiveItemThatWouldGrowTooLargeIsRefused() {
    Set<String> many = new TreeSet<>();
    for (int i = 0; i < 400; i++) {
      many.add("Permission" + i);
    }
    User powerful = new User("p", "", "", many);

    DeployResult result =
        deployments.deploy(ACME, SHOP, TestWorld.cron("report", 5), powerful, "", Optional.empty());

    assertThat(problems(result)).singleElement().asString().contains("do not fit");
  }

  @Test
  void aTenantThatIsNotThereAndALongMessageAreInvalid() {
    Bundle bundle = TestWorld.cron("report", 5);
    assertThatThrownBy(
            () ->
                deployments.deploy(new TenantId("nobody"), SHOP, bundle, ADA, "", Optional.empty()))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(
            () -> deployments.deploy(ACME, SHOP, bundle, ADA, "x".repeat(501), Optional.empty()))
        .isInstanceOf(InvalidValueException.class);
  }

  private DeployResult deploy(AppName app, Bundle bundle) {
    return deployments.deploy(ACME, app, bundle, ADA, "why", Optional.empty());
  }

  /** Deployments before whose first flip something else happens. */
  private Deployments racedBy(Runnable other) {
    Registry real = world.ports.registry();
    Registry raced =
        new Registry() {
          private boolean done;

          @Override
          public boolean flip(LiveItem next, Optional<Deployment> deployment) {
            if (!done) {
              done = true;
              other.run();
            }
            return real.flip(next, deployment);
          }

          @Override
          public Optional<LiveItem> live(TenantId tenant) {
            return real.live(tenant);
          }

          @Override
          public List<TenantId> tenants() {
            return real.tenants();
          }

          @Override
          public boolean remove(LiveItem last, TenantRemoval removal) {
            return real.remove(last, removal);
          }

          @Override
          public Optional<TenantRemoval> removal(TenantId tenant) {
            return real.removal(tenant);
          }

          @Override
          public List<TenantRemoval> removals() {
            return real.removals();
          }

          @Override
          public void addVersion(VersionInfo version) {
            real.addVersion(version);
          }

          @Override
          public List<VersionInfo> versions(TenantId tenant, AppName app) {
            return real.versions(tenant, app);
          }

          @Override
          public List<Deployment> deployments(TenantId tenant, AppName app, int limit) {
            return real.deployments(tenant, app, limit);
          }
        };
    return TestWorld.deployments(world.with(raced, world.ports.code(), world.ports.scheduler()));
  }

  private static DeployResult.Deployed deployed(DeployResult result) {
    assertThat(result).isInstanceOf(DeployResult.Deployed.class);
    return (DeployResult.Deployed) result;
  }

  private static List<Problem> problems(DeployResult result) {
    assertThat(result).isInstanceOf(DeployResult.Refused.class);
    return ((DeployResult.Refused) result).problems();
  }
}
