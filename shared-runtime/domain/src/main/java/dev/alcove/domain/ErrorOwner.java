package dev.alcove.domain;

/** Who can do something about an error; retry advice and alarms follow from it. */
public enum ErrorOwner {
  /** The script's author or caller. */
  TENANT,
  /** The platform team: an alarm. */
  PLATFORM,
  /** A limit or a quota was used up; later, or with a larger plan, it works. */
  EXHAUSTED,
  /** Something outside that the platform does not run. */
  EXTERNAL
}
