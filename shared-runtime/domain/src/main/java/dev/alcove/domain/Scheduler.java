package dev.alcove.domain;

import java.time.Instant;
import java.util.List;

/** Port: fires schedules. A tick reaches {@code dispatch.Ticks} at least once. Thread-safe. */
public interface Scheduler extends TenantScoped {
  /** Adds a schedule that fires from now on; one of that name that is there is left as it is. */
  void create(Schedule schedule);

  /** Removes a schedule; one that is not there is no error. */
  void delete(TenantId tenant, String name);

  List<Schedule> list(TenantId tenant);

  /**
   * A schedule has come due.
   *
   * @param time the scheduled time, not when it was noticed
   */
  record Tick(String schedule, ScriptRef script, Instant time) {}
}
