package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.CronSchedule;
import dev.alcove.domain.Schedule;
import java.time.ZoneId;

/** A cron script's entry in the scheduler. */
public final class ScheduleFormat {
  private static final Form<Schedule> FORM =
      Form.of("schedule", 1, ScheduleFormat::put, ScheduleFormat::take);

  private ScheduleFormat() {}

  public static Bytes write(Schedule schedule) {
    return FORM.write(schedule);
  }

  /**
   * Reads a schedule.
   *
   * @throws FormatException if it is not one
   */
  public static Schedule read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(Schedule schedule, FieldWriter out) {
    out.text("name", schedule.name());
    QueuedRunFormat.putScript(schedule.script(), out);
    out.object("cron", schedule.cron(), ScheduleFormat::putCron);
  }

  private static Schedule take(FieldReader in) {
    return new Schedule(
        in.text("name"),
        QueuedRunFormat.takeScript(in),
        in.object("cron", ScheduleFormat::takeCron));
  }

  static void putCron(CronSchedule cron, FieldWriter out) {
    out.integers("minutes", cron.minutes());
    out.integers("hours", cron.hours());
    out.integers("days_of_month", cron.daysOfMonth());
    out.integers("months", cron.months());
    out.integers("days_of_week", cron.daysOfWeek());
    out.text("zone", cron.zone().getId());
  }

  static CronSchedule takeCron(FieldReader in) {
    return new CronSchedule(
        in.integers("minutes"),
        in.integers("hours"),
        in.integers("days_of_month"),
        in.integers("months"),
        in.integers("days_of_week"),
        in.value("zone", ZoneId::of));
  }
}
