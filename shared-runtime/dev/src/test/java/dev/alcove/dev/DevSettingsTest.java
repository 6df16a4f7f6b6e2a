package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings: defaults, where values come from, and all that is refused. */
class DevSettingsTest {
  @Test
  void nothingSaidGivesTheDocumentedDefaults() {
    DevSettings settings = DevSettings.read(Map.of("HOME", "/users/ann"), Map.of());
    assertThat(settings.scriptsEnabled()).isTrue();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.memoryMegabytes()).isEqualTo(128);
    assertThat(settings.poolSize()).isEqualTo(10);
    assertThat(settings.admission()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.bind()).isEqualTo("localhost");
    assertThat(settings.home()).isEqualTo(Path.of("/users/ann/.alcove"));
    assertThat(settings.bodyMegabytes()).isEqualTo(6);
    assertThat(settings.all()).allMatch(s -> s.source() == Setting.Source.DEFAULT).hasSize(8);
  }

  @Test
  void everyVariableIsRead() {
    DevSettings settings =
        DevSettings.read(
            Map.of(
                "SCRIPTS_ENABLED", "false",
                "SCRIPT_TIMEOUT_SECONDS", "5",
                "SCRIPT_MAX_MEMORY_MB", "64",
                "SCRIPT_VM_POOL_SIZE", "3",
                "SCRIPT_VM_TIMEOUT_SECONDS", "7",
                "ALCOVE_BIND", "0.0.0.0",
                "ALCOVE_HOME", "/tmp/alcove",
                "ALCOVE_MAX_BODY_MB", "2"),
            Map.of());
    assertThat(settings.scriptsEnabled()).isFalse();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.limits().wallMillis()).isEqualTo(5_000);
    assertThat(settings.limits().memoryBytes()).isEqualTo(64L * 1024 * 1024);
    assertThat(settings.unmetered().runsAtOnce()).isEqualTo(3);
    assertThat(settings.admission()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.bind()).isEqualTo("0.0.0.0");
    assertThat(settings.home()).isEqualTo(Path.of("/tmp/alcove"));
    assertThat(settings.bodyMegabytes()).isEqualTo(2);
  }

  @Test
  void theEnvironmentWinsOverTheWorld() {
    DevSettings settings =
        DevSettings.read(
            Map.of("SCRIPT_VM_POOL_SIZE", "4", "SCRIPTS_ENABLED", " "),
            Map.of("SCRIPT_VM_POOL_SIZE", "2", "SCRIPT_TIMEOUT_SECONDS", "9"));
    assertThat(settings.all())
        .contains(
            new Setting("SCRIPT_VM_POOL_SIZE", "4", Setting.Source.ENVIRONMENT),
            new Setting("SCRIPT_TIMEOUT_SECONDS", "9", Setting.Source.WORLD),
            new Setting("SCRIPTS_ENABLED", "true", Setting.Source.DEFAULT));
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                DevSettings.read(
                    Map.of(
                        "SCRIPTS_ENABLED", "maybe",
                        "SCRIPT_TIMEOUT_SECONDS", "soon",
                        "SCRIPT_MAX_MEMORY_MB", "4096"),
                    Map.of("SCRIPT_VM_POOL_SIZE", "0")))
        .isInstanceOfSatisfying(
            DevException.class,
            e ->
                assertThat(e.problems())
                    .isEqualTo(
                        List.of(
                            "SCRIPTS_ENABLED=maybe (environment) is not valid: it is true or"
                                + " false.",
                            "SCRIPT_TIMEOUT_SECONDS=soon (environment) is not valid: it is a whole"
                                + " number from 1 to 300.",
                            "SCRIPT_MAX_MEMORY_MB=4096 (environment) is not valid: it is a whole"
                                + " number from 1 to 512.",
                            "SCRIPT_VM_POOL_SIZE=0 (world.json) is not valid: it is a whole number"
                                + " from 1 to 100.")));
  }
}
