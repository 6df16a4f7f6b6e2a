package dev.alcove.control;

import dev.alcove.dispatch.Ticks;
import dev.alcove.domain.AppName;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the scheduler's entries of an app in step with what is live. Thread-safe. */
final class Schedules {
  private static final int MOST_ROUNDS = 10;

  private final Ports ports;

  Schedules(Ports ports) {
    this.ports = ports;
  }

  /** Creates what a version will need; ticks of it are dropped for as long as it is not live. */
  void create(TenantId tenant, AppName app, Version version) {
    wanted(tenant, app, version).values().forEach(ports.scheduler()::create);
  }

  /**
   * Creates what the live version needs and deletes what it does not. Two deploys at one time may
   * delete each other's schedules; so each looks again, after its own changes, at what is live, and
   * whoever looks last sees to what is live last.
   */
  void settle(TenantId tenant, AppName app) {
    Optional<LiveItem.LiveApp> live = live(tenant, app);
    for (int i = 0; i < MOST_ROUNDS; i++) {
      settle(tenant, app, live);
      Optional<LiveItem.LiveApp> now = live(tenant, app);
      if (now.equals(live)) {
        return;
      }
      live = now;
    }
  }

  private void settle(TenantId tenant, AppName app, Optional<LiveItem.LiveApp> live) {
    Map<String, Schedule> wanted =
        live.flatMap(item -> ports.code().get(tenant, item.version()))
            .map(version -> wanted(tenant, app, version))
            .orElse(Map.of());
    wanted.values().forEach(ports.scheduler()::create);
    for (Schedule schedule : ports.scheduler().list(tenant)) {
      if (schedule.script().app().equals(app) && !wanted.containsKey(schedule.name())) {
        ports.scheduler().delete(tenant, schedule.name());
      }
    }
  }

  private Optional<LiveItem.LiveApp> live(TenantId tenant, AppName app) {
    return ports.registry().live(tenant).map(item -> item.apps().get(app));
  }

  private static Map<String, Schedule> wanted(TenantId tenant, AppName app, Version version) {
    Map<String, Schedule> wanted = new TreeMap<>();
    for (Script script : version.manifest().scripts()) {
      if (script.trigger() instanceof Script.Cron cron) {
        Schedule schedule = Ticks.schedule(new ScriptRef(tenant, app, script.name()), cron);
        wanted.put(schedule.name(), schedule);
      }
    }
    return wanted;
  }
}
