package dev.alcove.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the examples' pages show is what happens. */
class PagesTest {
  @TempDir Path folder;

  @Test
  void theShopAnswersAsItsPageShows() throws Exception {
    follow(Path.of("shop"), Path.of("shop"));
  }

  @Test
  void ccfsExampleAnswersAsItsPageShows() throws Exception {
    follow(Path.of("ccf-math"), Path.of("ccf-math"));
  }

  @Test
  void ccfsProposalAnswersAsTheFolderDoes() throws Exception {
    follow(Path.of("ccf-math/set_js_app.json"), Path.of("ccf-math"));
  }

  @Test
  void ccfsProposalAndItsFolderAreTheSameApp() throws Exception {
    var bundle =
        Json.parse(Files.readString(Path.of("ccf-math/set_js_app.json")))
            .at("/actions/0/args/bundle");
    assertThat(Json.parse(Files.readString(Path.of("ccf-math/app.json"))))
        .isEqualTo(bundle.get("metadata"));
    assertThat(Files.readString(Path.of("ccf-math/src/math.js")))
        .isEqualTo(bundle.at("/modules/0/module").asText());
  }

  private void follow(Path world, Path page) throws Exception {
    Transcript transcript = Transcript.of(page.resolve("README.md"));
    assertThat(transcript.steps()).isNotEmpty();
    try (Session session = Session.start(world, folder)) {
      session.follow(transcript);
    }
  }
}
