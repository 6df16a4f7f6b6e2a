package dev.alcove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("verbs")
  void theHelpOfAVerbSaysWhatItDoesAndHasAnExample(String verb) {
    String[] args = (verb + " --help").split(" ");

    Ran ran = Ran.in(folder, Map.of(), args);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("Usage: alcove " + verb, "--json");
    assertThat(ran.out().substring(ran.out().indexOf("Example:"))).contains("alcove " + verb);
    assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  static Stream<String> verbs() {
    CommandLine line =
        Alcove.line(
            new Surroundings(
                InputStream.nullInputStream(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                Map.of(),
                Path.of("")));
    return line.getSubcommands().entrySet().stream()
        .flatMap(
            verb ->
                Stream.concat(
                    Stream.of(verb.getKey()),
                    verb.getValue().getSubcommands().keySet().stream()
                        .map(inner -> verb.getKey() + " " + inner)));
  }

  @Test
  void allVerbsAreThere() {
    assertThat(verbs())
        .containsExactlyInAnyOrder(
            "init",
            "dev",
            "deploy",
            "versions",
            "rollback",
            "run",
            "runs",
            "logs",
            "export",
            "import",
            "tenant",
            "tenant list",
            "tenant create",
            "tenant pause",
            "tenant resume",
            "tenant remove",
            "event",
            "event publish",
            "event dead",
            "event redrive",
            "cron",
            "cron list",
            "cron run",
            "clock",
            "clock advance",
            "token",
            "doctor");
  }

  @Test
  void withoutAVerbTheVerbsAreShown() {
    Ran ran = Ran.in(folder, Map.of());

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("rollback", "doctor", "Example:");
  }

  @Test
  void aVerbThatIsNotThereEndsWith2AndNamesTheNearest() {
    Ran ran = Ran.in(folder, Map.of(), "deplo");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("deplo", "alcove --help", "alcove deploy");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void aMissingArgumentEndsWith2_asADocumentIfJsonIsWanted() {
    assertThat(Ran.in(folder, Map.of(), "run").err()).contains("SCRIPT", "See `alcove run --help`");

    Ran ran = Ran.in(folder, Map.of(), "token", "--json");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.json().at("/error/code").asText()).isEqualTo("USAGE");
    assertThat(ran.json().at("/error/message").asText()).contains("--user");
  }

  @Test
  void anOptionThatIsNotThereEndsWith2() {
    assertThat(Ran.in(folder, Map.of(), "runs", "--colour", "red").exitCode()).isEqualTo(2);
    assertThat(Ran.in(folder, Map.of(), "runs", "--limit", "many").exitCode()).isEqualTo(2);
  }

  @Test
  void aGroupWithoutItsVerbEndsWith2() {
    Ran ran = Ran.in(folder, Map.of(), "event");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("alcove event publish");
    assertThat(Ran.in(folder, Map.of(), "cron").exitCode()).isEqualTo(2);
  }

  @Test
  void aWorldThatIsNotThereIsSaidInWords() {
    Ran ran = Ran.in(folder, Map.of(), "dev", "nowhere");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).startsWith("error: There is no").doesNotContain("Exception");
  }

  @Test
  void aWrongSettingIsAProblemForTheDoctor() {
    Ran ran = Ran.in(folder, Map.of("SCRIPT_TIMEOUT_SECONDS", "soon"), "doctor", "--json");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.json().path("problems").toString()).contains("SCRIPT_TIMEOUT_SECONDS");
    assertThat(ran.json().at("/server/running").asBoolean()).isFalse();
  }

  @Test
  void theDoctorShowsSettingsWithTheirSource() {
    Ran ran = Ran.in(folder, Map.of("SCRIPT_VM_POOL_SIZE", "3"), "doctor");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).containsPattern("SCRIPT_VM_POOL_SIZE +3 +environment");
    assertThat(ran.out()).containsPattern("SCRIPT_TIMEOUT_SECONDS +30 +default");
    assertThat(ran.out()).contains("JDK", "JIT", "No server is running.");
  }
}
