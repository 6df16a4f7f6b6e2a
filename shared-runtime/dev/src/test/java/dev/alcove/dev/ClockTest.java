package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A moved clock fires everything in its order. */
class ClockTest {
  @TempDir Path folder;

  private static List<String> fired(JsonNode advanced) {
    List<String> fired = new ArrayList<>();
    for (JsonNode run : advanced.path("fired")) {
      fired.add(
          run.path("time").asText()
              + " "
              + run.path("script").asText()
              + " "
              + run.path("attempt").asText()
              + " "
              + run.path("outcome").asText());
    }
    return fired;
  }

  @Test
  void aDailyCronKeepsItsLocalTimeOverTheChangeOfTheClocks() throws Exception {
    Path app = folder.resolve("app");
    TestServer.write(
        app.resolve("app.json"),
        """
        {"scripts": {
          "berlin": {"type": "cron", "schedule": "0 9 * * *", "timezone": "Europe/Berlin",
                     "js_module": "job.js"},
          "skipped": {"type": "cron", "schedule": "30 2 * * *", "timezone": "Europe/Berlin",
                      "js_module": "job.js"}}}
        """);
    TestServer.write(app.resolve("src/job.js"), "function main() { return 1; }");
    try (TestServer server = TestServer.start(app)) {
      assertThat(fired(server.advance("3d")))
          .containsExactly(
              "2026-03-28T01:30:00Z skipped 1 OK",
              "2026-03-28T08:00:00Z berlin 1 OK",
              // In the night to the 29th the clocks go from 2 to 3: half past two does not happen.
              "2026-03-29T07:00:00Z berlin 1 OK",
              "2026-03-30T00:30:00Z skipped 1 OK",
              "2026-03-30T07:00:00Z berlin 1 OK");
      assertThat(server.operate("GET", "/dev/v1/clock", "").path("now").asText())
          .isEqualTo("2026-03-30T12:00:00Z");
    }
  }

  @Test
  void delaysRetriesAndEventsFireOnTheWay() throws Exception {
    Path app = folder.resolve("app");
    TestServer.write(
        app.resolve("app.json"),
        """
        {"scripts": {
          "start": {"type": "cron", "schedule": "0 13 * * *", "timezone": "UTC", "js_module": "a.js",
                    "js_function": "start"},
          "late": {"type": "event", "pattern": {"detail-type": ["late"]}, "js_module": "a.js",
                   "js_function": "late"},
          "fails": {"type": "event", "pattern": {"detail-type": ["late"]}, "js_module": "a.js",
                    "js_function": "fails"}}}
        """);
    TestServer.write(
        app.resolve("src/a.js"),
        """
        export async function start() { await events.publish("late", {}, { delaySeconds: 600 }); }
        export function late() { return 1; }
        export function fails() { throw new Error("no"); }
        """);
    try (TestServer server = TestServer.start(app)) {
      assertThat(fired(server.advance("2h")))
          .containsExactly(
              "2026-03-27T13:00:00Z start 1 OK",
              "2026-03-27T13:10:00Z fails 1 THREW",
              "2026-03-27T13:10:00Z late 1 OK",
              "2026-03-27T13:10:05Z fails 2 THREW",
              "2026-03-27T13:10:35Z fails 3 THREW",
              "2026-03-27T13:12:35Z fails 4 THREW");
      assertThat(
              server
                  .operate("GET", "/admin/v1/tenants/dev/dead-letters", "")
                  .findValuesAsText("script"))
          .contains("fails");
    }
  }

  @Test
  void durationsAreReadInBothForms() {
    assertThat(DurationText.parse("1d12h")).contains(Duration.ofHours(36));
    assertThat(DurationText.parse(" 90s ")).contains(Duration.ofSeconds(90));
    assertThat(DurationText.parse("2w")).contains(Duration.ofDays(14));
    assertThat(DurationText.parse("PT24H")).contains(Duration.ofDays(1));
    assertThat(DurationText.parse("P1D")).contains(Duration.ofDays(1));
    for (String bad : List.of("", "1", "d", "0s", "-1d", "PT-1H", "1y", "9999999999d")) {
      assertThat(DurationText.parse(bad)).as(bad).isEmpty();
    }
  }
}
