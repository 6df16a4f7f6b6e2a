package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An IOTA script of a version, with its handler already found.
 *
 * @param function the handler's name: as declared, or by the rules for its kind
 * @param policies who may call it over HTTP; other kinds keep the default
 * @param atomic whether storage and events take effect together with the end of the run
 */
public record Script(
    ScriptName name,
    Trigger trigger,
    String module,
    String function,
    List<AuthnPolicy> policies,
    boolean atomic,
    LimitOverrides limits) {
  public Script {
    requireNonNull(name, "name is null");
    requireNonNull(trigger, "trigger is null");
    requireNonNull(module, "module is null");
    requireNonNull(function, "function is null");
    policies = List.copyOf(policies);
    requireNonNull(limits, "limits is null");
  }

  /** What starts a script: its kind. */
  public sealed interface Trigger {
    /** The kind as the manifest writes it. */
    String kind();
  }

  /**
   * Answers requests at a path.
   *
   * @param path under {@code /api/custom/}
   */
  public record Http(String method, PathTemplate path) implements Trigger {
    @Override
    public String kind() {
      return "http";
    }
  }

  /**
   * Fires by the calendar.
   *
   * @param expression as the manifest writes it, for people
   */
  public record Cron(String expression, CronSchedule schedule, Overlap overlap) implements Trigger {
    @Override
    public String kind() {
      return "cron";
    }
  }

  /**
   * Reacts to events that match a pattern.
   *
   * @param pattern an EventBridge event pattern, as JSON text
   */
  public record Event(String pattern) implements Trigger {
    @Override
    public String kind() {
      return "event";
    }
  }

  /**
   * Is called by the product, which waits for the answer.
   *
   * @param hook the name under which the company's product calls it
   */
  public record Embedded(String hook) implements Trigger {
    @Override
    public String kind() {
      return "embedded";
    }
  }

  public record OneOff() implements Trigger {
    @Override
    public String kind() {
      return "one_off";
    }
  }

  /** What a tick does while the previous run of the script still goes on. */
  public enum Overlap {
    SKIP,
    QUEUE,
    ALLOW
  }
}
