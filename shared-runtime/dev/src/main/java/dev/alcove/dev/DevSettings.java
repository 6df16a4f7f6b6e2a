package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Limits;
import dev.alcove.domain.Plan;
import dev.alcove.wire.PlanLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of a laptop world, from the environment and {@code world.json}.
 *
 * @param scriptsEnabled {@code SCRIPTS_ENABLED}: whether any tenant code runs
 * @param timeout {@code SCRIPT_TIMEOUT_SECONDS}: the wall and CPU limit of a run
 * @param memoryMegabytes {@code SCRIPT_MAX_MEMORY_MB}: the memory limit of a run
 * @param poolSize {@code SCRIPT_VM_POOL_SIZE}: runs at a time, and prepared realms
 * @param admission {@code SCRIPT_VM_TIMEOUT_SECONDS}: the longest wait for a free place
 * @param bind {@code ALCOVE_BIND}: the address to listen at
 * @param home {@code ALCOVE_HOME}: where the last server's address is left for the command
 * @param bodyMegabytes {@code ALCOVE_MAX_BODY_MB}: the largest request body
 * @param all each setting with its source
 */
public record DevSettings(
    boolean scriptsEnabled,
    Duration timeout,
    int memoryMegabytes,
    int poolSize,
    Duration admission,
    String bind,
    Path home,
    int bodyMegabytes,
    List<Setting> all) {
  static final String BIND = "ALCOVE_BIND";
  static final String HOME = "ALCOVE_HOME";

  private static final long MB = 1024L * 1024;

  /** What {@code settings} of a {@code world.json} can hold: what is about runs. */
  static final Set<String> IN_WORLD =
      Set.of(
          "SCRIPTS_ENABLED",
          "SCRIPT_TIMEOUT_SECONDS",
          "SCRIPT_MAX_MEMORY_MB",
          "SCRIPT_VM_POOL_SIZE",
          "SCRIPT_VM_TIMEOUT_SECONDS",
          "ALCOVE_MAX_BODY_MB");

  public DevSettings {
    requireNonNull(timeout, "timeout is null");
    requireNonNull(admission, "admission is null");
    requireNonNull(bind, "bind is null");
    requireNonNull(home, "home is null");
    all = List.copyOf(all);
  }

  /**
   * Reads the settings; the environment wins over the world.
   *
   * @param environment variables by name; those that are none of ours are not looked at
   * @param world {@code settings} of the {@code world.json}, as text
   * @throws DevException with all that is wrong
   */
  public static DevSettings read(Map<String, String> environment, Map<String, String> world) {
    SettingsReader reader = new SettingsReader(environment, world);
    boolean enabled = reader.flag("SCRIPTS_ENABLED", true);
    int timeout = reader.number("SCRIPT_TIMEOUT_SECONDS", 30, 1, 300);
    int memory = reader.number("SCRIPT_MAX_MEMORY_MB", 128, 1, 512);
    int pool = reader.number("SCRIPT_VM_POOL_SIZE", 10, 1, 100);
    int admission = reader.number("SCRIPT_VM_TIMEOUT_SECONDS", 30, 1, 300);
    String bind = reader.text(BIND, "localhost");
    Path home = reader.path(HOME, Path.of(environment.getOrDefault("HOME", "."), ".alcove"));
    int body = reader.number("ALCOVE_MAX_BODY_MB", 6, 1, 10);
    return new DevSettings(
        enabled,
        Duration.ofSeconds(timeout),
        memory,
        pool,
        Duration.ofSeconds(admission),
        bind,
        home,
        body,
        reader.finish());
  }

  /** What a run gets under a plan that says nothing else. */
  Limits limits() {
    return PlanLimits.with(
        Limits.DEFAULT, timeout.toMillis(), timeout.toMillis(), memoryMegabytes * MB);
  }

  /** The plan of a tenant that names none. */
  Plan unmetered() {
    return Plan.unmetered(limits(), poolSize);
  }
}
