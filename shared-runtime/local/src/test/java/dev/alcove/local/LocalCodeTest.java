package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Module;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCodeTest {
  @TempDir Path folder;

  private LocalWorld world;

  @BeforeEach
  void open() {
    world = LocalWorld.open(folder, new MovableBase());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Version version(int number) {
    TreeMap<String, Module> modules = new TreeMap<>();
    modules.put("a.js", new Module("a.js", Module.Kind.ESM, "export default " + number));
    return new Version(
        Given.hash(number),
        "{}",
        new Manifest(
            List.of(),
            List.of(),
            DeclaredCapabilities.NONE,
            Set.of(),
            LimitOverrides.NONE,
            false,
            false,
            List.of()),
        modules);
  }

  private void name(int number) {
    world
        .registry()
        .addVersion(
            new VersionInfo(
                Given.ACME, Given.MAIN, Given.hash(number), Given.START, "u1", "", 1, 10));
  }

  private void makeLive(int number) {
    LiveItem item =
        new LiveItem(Given.ACME, 0, "Acme", LiveItem.State.ACTIVE, "default", LiveItem.Tier.SHARED)
            .with(Given.MAIN, new LiveItem.LiveApp(Given.hash(number), 1, Given.USER));
    assertThat(world.registry().flip(item, Optional.empty())).isTrue();
  }

  private boolean has(int number) {
    VersionHash hash = Given.hash(number);
    return world.code().get(Given.ACME, hash).isPresent();
  }

  @Test
  void whatIsNotWhatWasStoredIsRefused() {
    world.code().put(Given.ACME, version(1));
    int changed =
        world
            .database()
            .write(
                Durability.PROCESS,
                sql -> sql.update("UPDATE code SET version = substr(version, 1, 40)"));
    assertThat(changed).isEqualTo(1);
    assertThatThrownBy(() -> has(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void onlyOldCodeThatNothingNamesIsRemoved() {
    for (int i = 1; i <= 3; i++) {
      world.code().put(Given.ACME, version(i));
    }
    world.code().put(Given.BETA, version(1));
    name(1);
    makeLive(2);
    world.clock().advance(Sweep.UNUSED_CODE_KEPT);
    assertThat(world.sweep(world.clock().now())).isZero();
    world.code().put(Given.ACME, version(4));
    world.clock().advance(Duration.ofSeconds(1));
    assertThat(world.sweep(world.clock().now())).isEqualTo(2);
    assertThat(has(1)).isTrue();
    assertThat(has(2)).isTrue();
    assertThat(has(3)).isFalse();
    assertThat(has(4)).isTrue();
    assertThat(world.code().get(Given.BETA, Given.hash(1))).isEmpty();
  }
}
