package dev.alcove.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressFinderTest {
  private static final Optional<String> NO = Optional.empty();

  @TempDir Path folder;
  private Path inner;

  @BeforeEach
  void makeFolders() throws IOException {
    inner = Files.createDirectories(folder.resolve("world/tenants/acme"));
  }

  @Test
  void whatIsSaidWins_thenTheEnvironment() throws IOException {
    connection(folder.resolve("world/.alcove"), "http://localhost:1", "t1");
    Map<String, String> environment = Map.of("ALCOVE_URL", "http://env/", "ALCOVE_TOKEN", "et");

    Address said = find(environment, Optional.of("http://said"), Optional.of("st"));
    assertThat(said).isEqualTo(new Address("http://said", Optional.of("st"), "--url"));
    Address found = find(environment, NO, NO);
    assertThat(found).isEqualTo(new Address("http://env", Optional.of("et"), "ALCOVE_URL"));
  }

  @Test
  void anAddressThatAServerHasLeftGetsItsToken() throws IOException {
    connection(folder.resolve("world/.alcove"), "http://localhost:1", "t1");

    assertThat(find(Map.of(), Optional.of("http://localhost:1/"), NO).token()).contains("t1");
    assertThat(find(Map.of(), Optional.of("http://other"), NO).token()).isEmpty();
  }

  @Test
  void theDataFolderHereOrAboveIsFound_beforeTheLastServer() throws IOException {
    Path last = connection(folder.resolve("elsewhere"), "http://localhost:2", "t2");
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(folder.resolve("home/last"), last + "\n");

    assertThat(find(Map.of(), NO, NO).url()).isEqualTo("http://localhost:2");
    connection(folder.resolve("world/.alcove"), "http://localhost:1", "t1");
    assertThat(find(Map.of(), NO, NO).url()).isEqualTo("http://localhost:1");
    assertThat(find(Map.of(), NO, Optional.of("mine")).token()).contains("mine");
  }

  @Test
  void aDataFolderThatIsNamedIsTheOnlyOneLookedAt() throws IOException {
    connection(folder.resolve("world/.alcove"), "http://localhost:1", "t1");
    Path named = folder.resolve("named");
    AddressFinder finder = new AddressFinder(around(Map.of()));

    assertThatThrownBy(() -> finder.find(NO, NO, Optional.of(named)))
        .hasMessageContaining("No server is running on the data folder");
    connection(named, "http://localhost:3", "t3");
    assertThat(finder.find(NO, NO, Optional.of(named)).url()).isEqualTo("http://localhost:3");
  }

  @Test
  void withoutAnyServerTheCureIsToStartOne() {
    assertThatThrownBy(() -> find(Map.of(), NO, NO))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_SERVER);
              assertThat(failure.cure()).isEqualTo("Start one: alcove dev examples/shop");
            });
  }

  @Test
  void aFileThatNoServerWroteIsNamed() throws IOException {
    Path data = Files.createDirectories(folder.resolve("world/.alcove"));
    Files.writeString(data.resolve("connection.json"), "{]");

    assertThatThrownBy(() -> find(Map.of(), NO, NO)).hasMessageContaining("connection.json");
  }

  private Address find(
      Map<String, String> environment, Optional<String> url, Optional<String> token) {
    return new AddressFinder(around(environment)).find(url, token, Optional.empty());
  }

  private Surroundings around(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("ALCOVE_HOME", folder.resolve("home").toString());
    return new Surroundings(
        InputStream.nullInputStream(),
        new PrintWriter(new StringWriter()),
        new PrintWriter(new StringWriter()),
        all,
        inner);
  }

  private static Path connection(Path data, String url, String token) throws IOException {
    Path file = Files.createDirectories(data).resolve("connection.json");
    Files.writeString(file, "{\"url\": \"" + url + "\", \"token\": \"" + token + "\", \"pid\": 1}");
    return file;
  }
}
