package dev.alcove.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.TenantId;
import java.time.Instant;

/**
 * Numbers about runs in CloudWatch's embedded metric format: one line of log from which CloudWatch
 * makes metrics. The tenant, the app and the entry are fields and no dimensions: each value of a
 * dimension is a metric that is paid for, and tenants choose how many of these there are. Logs
 * Insights finds them all the same.
 */
public final class MetricLine {
  private static final String COUNT = "Count";
  private static final double MICROS_PER_MILLI = 1_000.0;

  private MetricLine() {}

  /** The line of a run that has ended; the outcome is a dimension. */
  public static String run(
      String namespace,
      Instant time,
      TenantId tenant,
      AppName app,
      String entry,
      Outcome outcome,
      Receipt receipt) {
    ObjectNode line = Json.object();
    ArrayNode metrics = head(line, namespace, time, "outcome");
    metric(metrics, "runs", COUNT);
    metric(metrics, "wall_ms", "Milliseconds");
    metric(metrics, "cpu_ms", "Milliseconds");
    metric(metrics, "allocated_bytes", "Bytes");
    metric(metrics, "cold_runs", COUNT);
    metric(metrics, "commit_attempts", COUNT);
    metric(metrics, "logs_dropped", COUNT);
    line.put("runs", 1)
        .put("wall_ms", receipt.wallMicros() / MICROS_PER_MILLI)
        .put("cpu_ms", receipt.cpuMicros() / MICROS_PER_MILLI)
        .put("allocated_bytes", receipt.allocatedBytes())
        .put("cold_runs", receipt.cold() ? 1 : 0)
        .put("commit_attempts", receipt.attempts())
        .put("logs_dropped", receipt.logsDropped())
        .put("outcome", outcome.name());
    return Json.text(owner(line, tenant, app, entry));
  }

  /**
   * The line of a metric that a script published: CloudWatch counts these, and what the script gave
   * stands in the field {@code metric}.
   *
   * @param data the JSON object that the script gave
   */
  public static String script(
      String namespace, Instant time, TenantId tenant, AppName app, String entry, String data) {
    ObjectNode line = Json.object();
    metric(head(line, namespace, time), "script_metrics", COUNT);
    line.put("script_metrics", 1).set("metric", Json.parse(data));
    return Json.text(owner(line, tenant, app, entry));
  }

  private static ObjectNode owner(ObjectNode line, TenantId tenant, AppName app, String entry) {
    return line.put("tenant", tenant.value()).put("app", app.value()).put("entry", entry);
  }

  private static ArrayNode head(
      ObjectNode line, String namespace, Instant time, String... dimensions) {
    ObjectNode about = line.putObject("_aws").put("Timestamp", time.toEpochMilli());
    ObjectNode directive = about.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", namespace);
    ArrayNode sets = directive.putArray("Dimensions");
    sets.addArray();
    for (String dimension : dimensions) {
      sets.addArray().add(dimension);
    }
    return directive.putArray("Metrics");
  }

  private static void metric(ArrayNode metrics, String name, String unit) {
    metrics.addObject().put("Name", name).put("Unit", unit);
  }
}
