package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovableClockTest {
  @TempDir Path folder;

  private final MovableBase base = new MovableBase();

  private LocalWorld open() {
    return LocalWorld.open(folder, base);
  }

  @Test
  void showsRealTimeUntilItIsMoved() {
    try (LocalWorld world = open()) {
      assertThat(world.clock().now()).isEqualTo(Given.START);
      base.pass(Duration.ofSeconds(3));
      assertThat(world.clock().now()).isEqualTo(Given.START.plusSeconds(3));
      assertThat(world.clock().offset()).isZero();
    }
  }

  @Test
  void theOffsetIsKeptWithTheData() {
    try (LocalWorld world = open()) {
      assertThat(world.clock().advance(Duration.ofDays(1)))
          .isEqualTo(Given.START.plus(Duration.ofDays(1)));
      world.clock().advance(Duration.ofHours(1));
    }
    base.pass(Duration.ofMinutes(5));
    try (LocalWorld world = open()) {
      assertThat(world.clock().offset()).isEqualTo(Duration.ofHours(25));
      assertThat(world.clock().now())
          .isEqualTo(Given.START.plus(Duration.ofHours(25)).plus(Duration.ofMinutes(5)));
    }
    try (LocalWorld world = LocalWorld.fresh(folder, base)) {
      assertThat(world.clock().offset()).isZero();
    }
  }

  @Test
  void neverGoesBack() {
    try (LocalWorld world = open()) {
      world.clock().advance(Duration.ofHours(1));
      assertThatThrownBy(() -> world.clock().advance(Duration.ofNanos(-1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(world.clock().advanceTo(Given.START))
          .isEqualTo(Given.START.plus(Duration.ofHours(1)));
    }
  }

  @Test
  void aMoveReachesItsEndToTheLastNanosecond() {
    base.pass(Duration.ofNanos(1));
    try (LocalWorld world = open()) {
      assertThat(world.clock().advanceTo(Given.START.plusSeconds(1)))
          .isAfterOrEqualTo(Given.START.plusSeconds(1));
    }
  }

  @Test
  void listenersSeeTheNewTime() {
    try (LocalWorld world = open()) {
      List<Object> seen = new ArrayList<>();
      world.clock().onMove(() -> seen.add(world.clock().now()));
      long before = world.signals().count();
      world.clock().advance(Duration.ofHours(1));
      assertThat(seen).containsExactly(Given.START.plus(Duration.ofHours(1)));
      assertThat(world.signals().count()).isGreaterThan(before);
    }
  }
}
