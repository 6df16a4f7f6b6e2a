package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.Scheduler;

/**
 * What EventBridge Scheduler gives to the function {@code trigger} when a schedule has come due. It
 * is written when the schedule is made, with a place that Scheduler fills with the time; so it also
 * keeps what the schedule is.
 */
public final class TickFormat {
  /** Scheduler puts the scheduled time here, in ISO 8601. */
  public static final String TIME_PLACE = "<aws.scheduler.scheduled-time>";

  private static final Form<Schedule> SCHEDULE =
      Form.of("tick", 1, TickFormat::put, TickFormat::takeSchedule);

  private static final Form<Scheduler.Tick> TICK =
      Form.of("tick", 1, TickFormat::putTick, TickFormat::takeTick);

  private TickFormat() {}

  /** What a schedule says at its times, with {@link #TIME_PLACE} as the time. */
  public static Bytes write(Schedule schedule) {
    return SCHEDULE.write(schedule);
  }

  /**
   * The schedule for which this was written.
   *
   * @throws FormatException if it is no tick, whatever its time
   */
  public static Schedule schedule(Bytes bytes) {
    return SCHEDULE.read(bytes);
  }

  /** A tick without what its schedule is: for tests and for firing one by hand. */
  public static Bytes write(Scheduler.Tick tick) {
    return TICK.write(tick);
  }

  /**
   * Reads a tick.
   *
   * @throws FormatException if it is not one
   */
  public static Scheduler.Tick read(Bytes bytes) {
    return TICK.read(bytes);
  }

  private static void put(Schedule schedule, FieldWriter out) {
    QueuedRunFormat.putScript(schedule.script(), out);
    out.text("schedule", schedule.name());
    out.text("time", TIME_PLACE);
    out.object("cron", schedule.cron(), ScheduleFormat::putCron);
  }

  private static Schedule takeSchedule(FieldReader in) {
    if (in.text("time").isEmpty()) {
      throw new FormatException("A tick's `time` is empty.");
    }
    return new Schedule(
        in.text("schedule"),
        QueuedRunFormat.takeScript(in),
        in.object("cron", ScheduleFormat::takeCron));
  }

  private static void putTick(Scheduler.Tick tick, FieldWriter out) {
    QueuedRunFormat.putScript(tick.script(), out);
    out.text("schedule", tick.schedule());
    out.time("time", tick.time());
  }

  private static Scheduler.Tick takeTick(FieldReader in) {
    return new Scheduler.Tick(in.text("schedule"), QueuedRunFormat.takeScript(in), in.time("time"));
  }
}
