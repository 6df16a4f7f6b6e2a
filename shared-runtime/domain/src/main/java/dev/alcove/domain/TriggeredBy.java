package dev.alcove.domain;

import java.util.Locale;

/** What started a run, as {@code context.execution.triggeredBy} says it. */
public enum TriggeredBy {
  CRON,
  MANUAL,
  API,
  EVENT,
  HOOK;

  /** The lower-case form that scripts see. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
