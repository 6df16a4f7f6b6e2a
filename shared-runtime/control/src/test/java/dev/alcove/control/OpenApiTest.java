package dev.alcove.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  @TempDir Path folder;

  @Test
  void everyAddressIsDescribedWithWhatItTakes() {
    try (TestWorld world = TestWorld.in(folder)) {
      Control control = world.control();
      JsonNode document = Json.parse(control.openApi().body());

      assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
      List<String> names = new ArrayList<>();
      for (Route route : control.routes()) {
        JsonNode operation =
            document
                .path("paths")
                .path(Control.PREFIX + route.path())
                .path(route.method().toLowerCase(Locale.ROOT));
        assertThat(operation.path("operationId").asText()).isEqualTo(route.name());
        assertThat(operation.path("parameters"))
            .hasSize(route.path().names().size() + route.query().size());
        assertThat(operation.has("requestBody"))
            .isEqualTo(route.document() || !route.body().isEmpty());
        assertThat(route.summary()).as(route.name()).endsWith(".");
        names.add(route.name());
      }
      assertThat(names).doesNotHaveDuplicates();
    }
  }
}
