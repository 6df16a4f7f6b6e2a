package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.APP;
import static dev.alcove.testkit.Samples.OTHER_APP;
import static dev.alcove.testkit.Samples.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.LiveItem.LiveApp;
import dev.alcove.domain.Registry;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TenantRemoval;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Registry} does. */
public abstract class RegistryContract {
  private static final int RACERS = 4;
  private static final int ROUNDS = 20;

  private Registry registry;

  /** A registry without tenants. Called once before each test. */
  protected abstract Registry open(TestClock clock);

  @BeforeEach
  void openRegistry() {
    registry = open(new TestClock());
  }

  private static LiveItem tenant(TenantId tenant, String name) {
    return new LiveItem(tenant, 1, name, LiveItem.State.ACTIVE, "standard", LiveItem.Tier.SHARED);
  }

  private static VersionHash hash(int number) {
    return new VersionHash(String.format("%064x", number));
  }

  private static LiveItem deployed(LiveItem live, int number) {
    return live.with(APP, new LiveApp(hash(number), number, USER));
  }

  private static Optional<Deployment> deployment(TenantId tenant, AppName app, int number) {
    return Optional.of(
        new Deployment(
            tenant,
            app,
            number,
            number % 3 == 0 ? Optional.empty() : Optional.of(hash(number)),
            USER,
            "deployment " + number,
            TestClock.START.plusSeconds(number),
            number == 1 ? Optional.empty() : Optional.of(hash(number - 1))));
  }

  private static VersionInfo version(TenantId tenant, AppName app, int number, String author) {
    return new VersionInfo(
        tenant,
        app,
        hash(number),
        TestClock.START.plusSeconds(number),
        author,
        "über",
        2,
        1_000L + number);
  }

  @Test
  void aTenantIsMadeByItsFirstRevision() {
    assertThat(registry.live(ACME)).isEmpty();
    assertThat(registry.tenants()).isEmpty();
    assertThat(registry.flip(tenant(ACME, "Acme \ud83e\udd8a"), Optional.empty())).isTrue();
    assertThat(registry.live(ACME)).contains(tenant(ACME, "Acme \ud83e\udd8a"));
    assertThat(registry.live(ACME2)).isEmpty();
    assertThat(registry.flip(tenant(ACME2, "Other"), Optional.empty())).isTrue();
    assertThat(registry.tenants()).containsExactlyInAnyOrder(ACME, ACME2);
    assertThat(registry.live(ACME)).contains(tenant(ACME, "Acme \ud83e\udd8a"));
  }

  @Test
  void aTenantIsMadeOnce() {
    assertThat(registry.flip(tenant(ACME, "first"), Optional.empty())).isTrue();
    assertThat(registry.flip(tenant(ACME, "second"), Optional.empty())).isFalse();
    assertThat(registry.live(ACME)).contains(tenant(ACME, "first"));
  }

  @Test
  void aFlipNeedsTheRevisionItWasBasedOn() {
    LiveItem first = tenant(ACME, "Acme");
    LiveItem second = deployed(first, 1);
    assertThat(registry.flip(second, deployment(ACME, APP, 1))).isFalse();
    assertThat(registry.live(ACME)).isEmpty();
    assertThat(registry.flip(first, Optional.empty())).isTrue();
    assertThat(registry.flip(deployed(second, 2), deployment(ACME, APP, 2))).isFalse();
    assertThat(registry.live(ACME)).contains(first);
    assertThat(registry.flip(second, deployment(ACME, APP, 1))).isTrue();
    assertThat(registry.flip(second, deployment(ACME, APP, 1))).isFalse();
    assertThat(registry.live(ACME)).contains(second);
    LiveItem paused = second.with("Acme!", LiveItem.State.PAUSED, "large", LiveItem.Tier.STRICT);
    assertThat(registry.flip(paused, Optional.empty())).isTrue();
    assertThat(registry.live(ACME)).contains(paused);
    assertThat(registry.flip(paused.without(APP), Optional.empty())).isTrue();
    assertThat(registry.live(ACME)).contains(paused.without(APP));
  }

  @Test
  void aDeploymentIsRecordedOnlyWithItsFlip() {
    LiveItem live = tenant(ACME, "Acme");
    assertThat(registry.flip(live, Optional.empty())).isTrue();
    assertThat(registry.flip(deployed(deployed(live, 1), 2), deployment(ACME, APP, 2))).isFalse();
    assertThat(registry.deployments(ACME, APP, 10)).isEmpty();
    assertThat(registry.flip(deployed(live, 1), deployment(ACME, APP, 1))).isTrue();
    assertThat(registry.deployments(ACME, APP, 10))
        .containsExactly(deployment(ACME, APP, 1).orElseThrow());
  }

  @Test
  void theNewestDeploymentsComeFirst() {
    LiveItem live = tenant(ACME, "Acme");
    assertThat(registry.flip(live, Optional.empty())).isTrue();
    for (int number = 1; number <= 12; number++) {
      live = deployed(live, number);
      AppName app = number == 5 ? OTHER_APP : APP;
      assertThat(registry.flip(live, deployment(ACME, app, number))).isTrue();
    }
    assertThat(registry.deployments(ACME, APP, 100))
        .extracting(Deployment::number)
        .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 4L, 3L, 2L, 1L);
    assertThat(registry.deployments(ACME, APP, 2))
        .containsExactly(
            deployment(ACME, APP, 12).orElseThrow(), deployment(ACME, APP, 11).orElseThrow());
    assertThat(registry.deployments(ACME, OTHER_APP, 10))
        .containsExactly(deployment(ACME, OTHER_APP, 5).orElseThrow());
    assertThat(registry.deployments(ACME2, APP, 10)).isEmpty();
  }

  @Test
  void ofThoseWhoRaceForAFlipOneWins() {
    LiveItem live = tenant(ACME, "Acme");
    assertThat(registry.flip(live, Optional.empty())).isTrue();
    for (int round = 0; round < ROUNDS; round++) {
      LiveItem base = live;
      int first = round * RACERS + 1;
      List<Boolean> won =
          Race.of(
              RACERS,
              racer ->
                  () ->
                      registry.flip(
                          deployed(base, first + racer), deployment(ACME, APP, first + racer)));
      assertThat(won).containsOnlyOnce(true);
      live = deployed(base, first + won.indexOf(true));
      assertThat(registry.live(ACME)).contains(live);
      assertThat(registry.deployments(ACME, APP, 1))
          .containsExactly(deployment(ACME, APP, first + won.indexOf(true)).orElseThrow());
    }
    assertThat(registry.deployments(ACME, APP, 1_000)).hasSize(ROUNDS);
  }

  @Test
  void ofThoseWhoRaceToMakeATenantOneWins() {
    List<Boolean> won =
        Race.of(RACERS, racer -> () -> registry.flip(tenant(ACME, "n" + racer), Optional.empty()));
    assertThat(won).containsOnlyOnce(true);
    assertThat(registry.live(ACME)).contains(tenant(ACME, "n" + won.indexOf(true)));
  }

  @Test
  void aVersionThatIsThereIsLeftAsItIs() {
    VersionInfo version = version(ACME, APP, 1, "u1");
    registry.addVersion(version);
    registry.addVersion(version(ACME, APP, 1, "u2"));
    assertThat(registry.versions(ACME, APP)).containsExactly(version);
  }

  @Test
  void eachAppHasItsOwnVersions() {
    registry.addVersion(version(ACME, APP, 1, "u1"));
    registry.addVersion(version(ACME, OTHER_APP, 1, "u2"));
    registry.addVersion(version(ACME2, APP, 1, "u3"));
    assertThat(registry.versions(ACME, APP)).containsExactly(version(ACME, APP, 1, "u1"));
    assertThat(registry.versions(ACME, OTHER_APP))
        .containsExactly(version(ACME, OTHER_APP, 1, "u2"));
    assertThat(registry.versions(ACME2, APP)).containsExactly(version(ACME2, APP, 1, "u3"));
    assertThat(registry.versions(ACME2, OTHER_APP)).isEmpty();
  }

  @Test
  void theNewestVersionsStay() {
    registry.addVersion(version(ACME, OTHER_APP, 0, "u1"));
    int last = Registry.MOST_VERSIONS + 3;
    for (int number = 1; number <= last; number++) {
      registry.addVersion(version(ACME, APP, number, "u1"));
    }
    assertThat(registry.versions(ACME, APP))
        .isEqualTo(
            IntStream.iterate(last, number -> number > 3, number -> number - 1)
                .mapToObj(number -> version(ACME, APP, number, "u1"))
                .toList());
    assertThat(registry.versions(ACME, OTHER_APP)).hasSize(1);
  }

  /** However old it is: who asks what is live must find it. */
  @Test
  void aLiveVersionStays() {
    LiveItem live = tenant(ACME, "Acme");
    assertThat(registry.flip(live, Optional.empty())).isTrue();
    registry.addVersion(version(ACME, APP, 1, "u1"));
    assertThat(registry.flip(deployed(live, 1), deployment(ACME, APP, 1))).isTrue();
    int last = Registry.MOST_VERSIONS + 3;
    for (int number = 2; number <= last; number++) {
      registry.addVersion(version(ACME, APP, number, "u1"));
    }
    assertThat(registry.versions(ACME, APP))
        .startsWith(version(ACME, APP, last, "u1"))
        .endsWith(version(ACME, APP, 1, "u1"))
        .doesNotContain(version(ACME, APP, 2, "u1"))
        .hasSizeBetween(Registry.MOST_VERSIONS, Registry.MOST_VERSIONS + 1);
  }

  @Test
  void aRemovedTenantLeavesARecordAndNothingElse() {
    LiveItem acme = tenant(ACME, "Acme");
    LiveItem live = deployed(acme, 1);
    assertThat(registry.flip(acme, Optional.empty())).isTrue();
    registry.addVersion(version(ACME, APP, 1, "u1"));
    assertThat(registry.flip(live, deployment(ACME, APP, 1))).isTrue();
    assertThat(registry.flip(tenant(ACME2, "Other"), Optional.empty())).isTrue();
    TenantRemoval removal = new TenantRemoval(ACME, live.revision(), "op", TestClock.START);

    assertThat(registry.remove(acme, removal)).as("not what is stored").isFalse();
    assertThat(registry.removal(ACME)).isEmpty();
    assertThat(registry.remove(live, removal)).isTrue();
    assertThat(registry.remove(live, removal)).as("a second time").isFalse();

    assertThat(registry.live(ACME)).isEmpty();
    assertThat(registry.tenants()).containsExactly(ACME2);
    assertThat(registry.versions(ACME, APP)).isEmpty();
    assertThat(registry.deployments(ACME, APP, 10)).isEmpty();
    assertThat(registry.removal(ACME)).contains(removal);
    assertThat(registry.removals()).containsExactly(removal);
    assertThat(registry.removal(ACME2)).isEmpty();
  }

  @Test
  void aRemovedTenantIsMadeAnewByTheNextRevisionOnly() {
    LiveItem acme = tenant(ACME, "Acme");
    assertThat(registry.flip(acme, Optional.empty())).isTrue();
    LiveItem second = deployed(acme, 1);
    assertThat(registry.flip(second, Optional.empty())).isTrue();
    TenantRemoval removal = new TenantRemoval(ACME, second.revision(), "op", TestClock.START);
    assertThat(registry.remove(second, removal)).isTrue();

    assertThat(registry.flip(acme, Optional.empty())).as("as if it had never been").isFalse();
    assertThat(registry.flip(deployed(second, 2), Optional.empty())).isTrue();
    assertThat(registry.flip(deployed(second, 2), Optional.empty())).isFalse();
    assertThat(registry.flip(deployed(deployed(second, 2), 3), Optional.empty())).isTrue();
    assertThat(registry.removal(ACME)).contains(removal);
  }
}
