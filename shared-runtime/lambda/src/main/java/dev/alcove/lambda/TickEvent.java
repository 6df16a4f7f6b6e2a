package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What EventBridge Scheduler sends when a schedule has come due, as its input was written when the
 * schedule was made: {@code {v, tenant, app, script, schedule, time}}.
 */
public record TickEvent(Scheduler.Tick tick) {
  private static final int FORMAT = 1;

  public TickEvent {
    requireNonNull(tick, "tick is null");
  }

  /** Reads an event. */
  public static Decoded<TickEvent> decode(Bytes event) {
    return EventReader.read(event, TickEvent::of);
  }

  private static TickEvent of(EventReader event) {
    if (event.at("v").node().asInt() != FORMAT) {
      throw event.at("v").wrong("the format " + FORMAT);
    }
    ScriptRef script =
        new ScriptRef(
            new TenantId(event.text("tenant")),
            new AppName(event.text("app")),
            new ScriptName(event.text("script")));
    return new TickEvent(new Scheduler.Tick(event.text("schedule"), script, time(event)));
  }

  private static Instant time(EventReader event) {
    try {
      return Instant.parse(event.text("time"));
    } catch (DateTimeException e) {
      throw event.at("time").wrong("a time such as 2026-01-31T09:00:00Z");
    }
  }
}
