package dev.alcove.control;

import static dev.alcove.control.TestWorld.ACME;
import static dev.alcove.control.TestWorld.ADA;
import static dev.alcove.control.TestWorld.EXTRA;
import static dev.alcove.control.TestWorld.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.bundle.Bundle;
import dev.alcove.bundle.Problem;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.VersionHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A map keeps the kind that it had first, in all apps of the tenant. */
class PointMapsTest {
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
  void aMapKeepsTheKindThatItWasDeployedWith() {
    Bundle point = TestWorld.job("\"kv\": {\"audit\": \"point\"}, ");
    Bundle ordinary = TestWorld.job("");
    deploy(SHOP, point);

    assertThat(problems(deploy(SHOP, ordinary)))
        .singleElement()
        .asString()
        .contains("Map `audit` was deployed as a point map");
    deployments.remove(ACME, SHOP, ADA, "");
    assertThat(problems(deploy(SHOP, ordinary))).hasSize(1);
  }

  @Test
  void twoAppsThatDisagreeAboutAMapAreRefused_inEitherOrder() {
    Bundle point = TestWorld.job("\"kv\": {\"audit\": \"point\"}, ");
    Bundle user = TestWorld.endpoint("", "ccf.kv[\"audit\"]");
    deploy(SHOP, point);
    assertThat(problems(deploy(EXTRA, user)))
        .singleElement()
        .asString()
        .contains("Apps `extra` and `shop` of this tenant disagree about map `audit`")
        .contains("only `shop` declares it");
    deploy(EXTRA, TestWorld.endpoint("", "ccf.kv.other"));
    assertThat(world.live(ACME).apps()).containsOnlyKeys(SHOP, EXTRA);

    Bundle second = TestWorld.job("\"kv\": {\"audit\": \"point\", \"other\": \"point\"}, ");
    assertThat(problems(deploy(SHOP, second)))
        .singleElement()
        .asString()
        .contains("Apps `shop` and `extra` of this tenant disagree about map `other`")
        .contains("only `shop` declares it");
  }

  @Test
  void twoAppsThatBothDeclareAMapShareIt() {
    deploy(SHOP, TestWorld.job("\"kv\": {\"audit\": \"point\"}, "));
    deploy(EXTRA, TestWorld.endpoint("\"kv\": {\"audit\": \"point\"}, ", "ccf.kv.audit"));

    assertThat(world.live(ACME).apps()).containsOnlyKeys(SHOP, EXTRA);
    assertThat(world.live(ACME).pointMaps()).containsExactly("audit");
  }

  @Test
  void aMapIsAPointMapStill_whenTheAppThatDeclaredItIsGone() {
    deploy(SHOP, TestWorld.job("\"kv\": {\"audit\": \"point\"}, "));
    deployments.remove(ACME, SHOP, ADA, "");

    assertThat(problems(deploy(EXTRA, TestWorld.endpoint("", "ccf.kv['audit']"))))
        .singleElement()
        .asString()
        .contains("Map `audit` was deployed as a point map");
  }

  @Test
  void aRollbackThatWouldChangeTheKindOfAMapIsRefused() {
    VersionHash first = deployed(deploy(SHOP, TestWorld.job(""))).version().hash();
    deploy(SHOP, TestWorld.job("\"kv\": {\"audit\": \"point\"}, "));

    assertThat(problems(deployments.rollback(ACME, SHOP, first, ADA, "")))
        .singleElement()
        .asString()
        .contains("Map `audit` was deployed as a point map");
  }

  @Test
  void aMapWithOrdinaryDataDoesNotBecomeAPointMap() {
    write("audit");
    Bundle point = TestWorld.job("\"kv\": {\"audit\": \"point\"}, ");

    assertThat(problems(deploy(SHOP, point)))
        .singleElement()
        .asString()
        .contains("Map `audit` holds data as an ordinary map");
  }

  private DeployResult deploy(AppName app, Bundle bundle) {
    return deployments.deploy(ACME, app, bundle, ADA, "why", Optional.empty());
  }

  private void write(String map) {
    KvLog.LogWrite write =
        new KvLog.LogWrite(0, Map.of(map, Map.of(Bytes.utf8("k"), Optional.of(Bytes.utf8("v")))));
    assertThat(
            world
                .ports
                .kv()
                .commit(
                    ACME,
                    new KvLog.Commit(
                        "x.1", Optional.of(write), List.of(), Optional.empty(), Optional.empty())))
        .isInstanceOf(KvLog.CommitResult.Committed.class);
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
