package dev.alcove.dispatch;

import dev.alcove.domain.Ports;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.wire.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * A tick of the scheduler becomes a queued run, unless its schedule is no longer that of the live
 * version. Thread-safe.
 */
public final class Ticks {
  private final Ports ports;
  private final Tenants tenants;

  Ticks(Ports ports, Tenants tenants) {
    this.ports = ports;
    this.tenants = tenants;
  }

  /** Queues the run; false if the tick belongs to nothing that is live. */
  public boolean accept(Scheduler.Tick tick) {
    ScriptRef script = tick.script();
    Optional<LiveTenant.Placed> placed =
        tenants
            .find(script.tenant())
            .flatMap(tenant -> tenant.script(script.script()))
            .filter(found -> found.app().equals(script.app()));
    if (placed.isEmpty()
        || !(placed.get().script().trigger() instanceof Script.Cron cron)
        || !scheduleName(script, cron).equals(tick.schedule())) {
      return false;
    }
    String id = "cron:" + tick.time();
    ports
        .queue()
        .send(
            new QueuedRun(
                script,
                id,
                FanOut.execution(script, id),
                TriggeredBy.CRON,
                tick.time(),
                0,
                FanOut.execution(script, id).value(),
                Optional.empty(),
                Json.object().put("scheduledTime", tick.time().toString()).toString()),
            Duration.ZERO);
    return true;
  }

  /** The schedule that a cron script has: a change of expression or zone makes another one. */
  public static Schedule schedule(ScriptRef script, Script.Cron cron) {
    return new Schedule(scheduleName(script, cron), script, cron.schedule());
  }

  private static String scheduleName(ScriptRef script, Script.Cron cron) {
    return FanOut.execution(script, cron.expression() + "\n" + cron.schedule().zone()).value();
  }
}
