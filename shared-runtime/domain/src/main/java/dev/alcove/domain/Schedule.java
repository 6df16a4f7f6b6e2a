package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

/**
 * A cron script's entry in the scheduler.
 *
 * @param name names tenant, app, script, expression and zone: it changes when one of them does
 */
public record Schedule(String name, ScriptRef script, CronSchedule cron) {
  public Schedule {
    requireNonNull(name, "name is null");
    requireNonNull(script, "script is null");
    requireNonNull(cron, "cron is null");
  }
}
