package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Clock;
import dev.alcove.domain.Metrics;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.MetricLine;
import java.util.function.Consumer;

/** Metrics as lines of the function's own log, from which CloudWatch makes them. */
final class EmfMetrics implements Metrics {
  private final String namespace;
  private final Clock clock;
  private final Consumer<String> lines;

  EmfMetrics(String namespace, Clock clock, Consumer<String> lines) {
    this.namespace = requireNonNull(namespace, "namespace is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.lines = requireNonNull(lines, "lines is null");
  }

  @Override
  public void run(TenantId tenant, AppName app, String entry, Outcome outcome, Receipt receipt) {
    lines.accept(MetricLine.run(namespace, clock.now(), tenant, app, entry, outcome, receipt));
  }

  @Override
  public void script(TenantId tenant, AppName app, String entry, String data) {
    lines.accept(MetricLine.script(namespace, clock.now(), tenant, app, entry, data));
  }

  /** CloudWatch's metrics name no tenant; the lines go with the log's retention. */
  @Override
  public void erase(TenantId tenant) {}
}
