package dev.alcove.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetricLineTest {
  private static final Instant TIME = Instant.parse("2026-03-02T08:00:00.250Z");
  private static final TenantId ACME = new TenantId("acme");

  private static JsonNode run() {
    return Json.parse(
        MetricLine.run("Alcove", TIME, ACME, AppName.MAIN, "POST /a", Outcome.OK, Samples.RECEIPT));
  }

  @Test
  void aRunIsOneLineOfTheEmbeddedMetricFormat() {
    JsonNode directive = run().at("/_aws/CloudWatchMetrics/0");
    assertThat(run().at("/_aws/Timestamp").longValue()).isEqualTo(TIME.toEpochMilli());
    assertThat(directive.path("Namespace").textValue()).isEqualTo("Alcove");
    assertThat(directive.path("Metrics"))
        .allSatisfy(
            metric ->
                assertThat(run().path(metric.path("Name").textValue()).isNumber())
                    .as(metric.toString())
                    .isTrue());
    assertThat(run().path("wall_ms").doubleValue())
        .isEqualTo(Samples.RECEIPT.wallMicros() / 1_000.0);
    assertThat(MetricLine.run("n", TIME, ACME, AppName.MAIN, "a\nb", Outcome.OK, Receipt.NOTHING))
        .doesNotContain("\n");
  }

  /** A dimension with a value for each tenant would be a metric for each tenant. */
  @Test
  void theTenantIsAFieldAndNoDimension() {
    assertThat(run().path("tenant").textValue()).isEqualTo("acme");
    assertThat(run().path("entry").textValue()).isEqualTo("POST /a");
    assertThat(run().at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
        .isEqualTo("[[],[\"outcome\"]]");
  }

  /** Its names are the tenant's: as metrics they would be paid for without end. */
  @Test
  void aScriptsMetricIsCountedAndKept() {
    JsonNode line =
        Json.parse(
            MetricLine.script(
                "Alcove", TIME, ACME, AppName.MAIN, "a", "{\"name\":\"orders\",\"value\":7}"));
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics/0/Name").textValue())
        .isEqualTo("script_metrics");
    assertThat(line.path("metric").toString()).isEqualTo("{\"name\":\"orders\",\"value\":7}");
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString()).isEqualTo("[[]]");
  }
}
