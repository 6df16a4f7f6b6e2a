package dev.alcove.control;

import static dev.alcove.control.TestWorld.ACME;
import static dev.alcove.control.TestWorld.ADA;
import static dev.alcove.control.TestWorld.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.CodeStore;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Registry;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.VersionHash;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends a deploy at each of its steps, before and after the step took effect. */
class DeployCrashTest {
  private static final Set<String> CHANGES =
      Set.of("put", "addVersion", "create", "flip", "delete");

  /** More changes than a deploy makes. */
  private static final int BEYOND = 30;

  @TempDir Path folder;

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Throws at the n-th change: before it, or after it took effect. */
  private static final class Bomb {
    private final int at;
    private final boolean after;
    private int changes;

    Bomb(int at, boolean after) {
      this.at = at;
      this.after = after;
    }

    <T> T in(Class<T> port, T real) {
      return port.cast(
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (proxy, method, args) -> {
                boolean now = CHANGES.contains(method.getName()) && ++changes == at;
                if (now && !after) {
                  throw new Crash();
                }
                try {
                  Object result = method.invoke(real, args);
                  if (now) {
                    throw new Crash();
                  }
                  return result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }

    Ports in(TestWorld world) {
      return world.with(
          in(Registry.class, world.ports.registry()),
          in(CodeStore.class, world.ports.code()),
          in(Scheduler.class, world.ports.scheduler()));
    }
  }

  @Test
  void aCrashBeforeAnyStepLeavesTheOldOrTheNewVersion_andTheSameDeployFinishes() {
    assertThat(crashes(false)).isEqualTo(6);
  }

  @Test
  void aCrashAfterAnyStepLeavesTheOldOrTheNewVersion_andTheSameDeployFinishes() {
    assertThat(crashes(true)).isEqualTo(6);
  }

  /** How many steps there were to crash at. */
  private int crashes(boolean after) {
    for (int step = 1; step < BEYOND; step++) {
      try (TestWorld world = TestWorld.in(folder)) {
        if (!crashed(world, new Bomb(step, after))) {
          return step - 1;
        }
      }
    }
    throw new AssertionError("a deploy without an end");
  }

  private static boolean crashed(TestWorld world, Bomb bomb) {
    VersionHash old = deploy(world.deployments(), 1);
    boolean crashed = false;
    try {
      deploy(TestWorld.deployments(bomb.in(world)), 2);
    } catch (Crash e) {
      crashed = true;
    }
    VersionHash live = world.app(ACME, SHOP).version();
    String needed = live.equals(old) ? "shop/report@1" : "shop/report@2";
    assertThat(world.ports.code().get(ACME, live)).isPresent();
    assertThat(world.scheduled(ACME)).contains(needed);

    VersionHash fresh = deploy(world.deployments(), 2);

    assertThat(fresh).isNotEqualTo(old);
    assertThat(world.app(ACME, SHOP).version()).isEqualTo(fresh);
    assertThat(world.scheduled(ACME)).containsExactly("shop/report@2");
    assertThat(world.ports.registry().deployments(ACME, SHOP, 10)).hasSize(2);
    return crashed;
  }

  private static VersionHash deploy(Deployments deployments, int minute) {
    DeployResult result =
        deployments.deploy(ACME, SHOP, TestWorld.cron("report", minute), ADA, "", Optional.empty());
    return switch (result) {
      case DeployResult.Deployed deployed -> deployed.version().hash();
      case DeployResult.Unchanged unchanged -> unchanged.version().hash();
      case DeployResult.Refused refused -> throw new AssertionError(refused.problems().toString());
      case DeployResult.Conflict conflict -> throw new AssertionError(conflict.toString());
    };
  }
}
