package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Deployment;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Registry;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRegistryTest {
  private static final LiveItem EMPTY =
      new LiveItem(Given.ACME, 1, "Acme", LiveItem.State.ACTIVE, "default", LiveItem.Tier.SHARED);

  @TempDir Path folder;

  private LocalWorld world;
  private Registry registry;

  @BeforeEach
  void open() {
    world = LocalWorld.open(folder, new MovableBase());
    registry = world.registry();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static LiveItem.LiveApp app(int version, long deployment) {
    return new LiveItem.LiveApp(Given.hash(version), deployment, Given.USER);
  }

  private static Deployment deployment(int version, long number) {
    return new Deployment(
        Given.ACME,
        Given.MAIN,
        number,
        Optional.of(Given.hash(version)),
        Given.USER,
        "message",
        Given.START,
        Optional.empty());
  }

  private static VersionInfo version(int number) {
    return new VersionInfo(
        Given.ACME, Given.MAIN, Given.hash(number), Given.START, "u1", "message", 1, 10);
  }

  @Test
  void revisionOneMakesTheTenantOnce() {
    assertThat(registry.live(Given.ACME)).isEmpty();
    assertThat(registry.flip(EMPTY.with(Given.MAIN, app(1, 1)), Optional.empty())).isFalse();
    assertThat(registry.flip(EMPTY, Optional.empty())).isTrue();
    assertThat(registry.flip(EMPTY, Optional.empty())).isFalse();
    assertThat(registry.live(Given.ACME)).contains(EMPTY);
    assertThat(registry.tenants()).containsExactly(Given.ACME);
  }

  @Test
  void aFlipNamesTheRevisionItIsBasedOn() {
    registry.flip(EMPTY, Optional.empty());
    LiveItem first = EMPTY.with(Given.MAIN, app(1, 1));
    assertThat(registry.flip(first, Optional.of(deployment(1, 1)))).isTrue();
    assertThat(registry.flip(EMPTY.with(Given.MAIN, app(2, 2)), Optional.of(deployment(2, 2))))
        .isFalse();
    assertThat(registry.live(Given.ACME)).contains(first);
    assertThat(registry.deployments(Given.ACME, Given.MAIN, 10)).containsExactly(deployment(1, 1));
    assertThat(registry.flip(first.with(Given.MAIN, app(2, 2)), Optional.of(deployment(2, 2))))
        .isTrue();
    assertThat(registry.deployments(Given.ACME, Given.MAIN, 10))
        .containsExactly(deployment(2, 2), deployment(1, 1));
    assertThat(registry.deployments(Given.ACME, Given.MAIN, 1)).containsExactly(deployment(2, 2));
  }

  @Test
  void theOldestVersionsGoButNotTheLiveOne() {
    registry.flip(EMPTY, Optional.empty());
    registry.flip(EMPTY.with(Given.MAIN, app(2, 1)), Optional.empty());
    for (int i = 1; i <= Registry.MOST_VERSIONS; i++) {
      registry.addVersion(version(i));
    }
    registry.addVersion(version(1));
    assertThat(registry.versions(Given.ACME, Given.MAIN))
        .hasSize(Registry.MOST_VERSIONS)
        .first()
        .isEqualTo(version(Registry.MOST_VERSIONS));
    registry.addVersion(version(101));
    registry.addVersion(version(102));
    List<VersionHash> hashes =
        registry.versions(Given.ACME, Given.MAIN).stream().map(VersionInfo::hash).toList();
    assertThat(hashes)
        .hasSize(Registry.MOST_VERSIONS + 1)
        .startsWith(Given.hash(102), Given.hash(101))
        .endsWith(Given.hash(3), Given.hash(2));
  }
}
