package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.TickFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;

/**
 * Schedules of EventBridge Scheduler, in one group for a stage. A schedule of ours is one of
 * theirs, or two if it names days of the month and of the week ({@link AwsCron}); {@link #list}
 * shows it as long as one of the two is there, so creating and deleting can both be repeated after
 * a crash between them. What calls at its time is the function {@code trigger}, with {@link
 * TickFormat}.
 *
 * <p>Theirs are called {@code <tenant>.<20 hex digits of the name's SHA-256>}, the second of a pair
 * with {@code -w}. A tenant's id has no dot, so that no tenant's prefix begins another's.
 */
final class EventBridgeScheduler implements Scheduler {
  private static final int NAME_DIGITS = 20;
  private static final String SECOND = "-w";
  private static final String SEPARATOR = ".";
  private static final int PAGE = 100;

  private final SchedulerClient scheduler;
  private final String group;
  private final String target;
  private final String role;

  EventBridgeScheduler(SchedulerClient scheduler, AwsSettings settings) {
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
    this.group = settings.scheduleGroup();
    this.target = settings.scheduleTarget();
    this.role = settings.scheduleRole();
  }

  private static String name(TenantId tenant, String name) {
    return tenant + SEPARATOR + Bytes.utf8(name).sha256().hex().substring(0, NAME_DIGITS);
  }

  @Override
  public void create(Schedule schedule) {
    AwsCron cron = AwsCron.of(schedule.cron());
    String name = name(schedule.script().tenant(), schedule.name());
    String input = TickFormat.write(schedule).text();
    for (int i = 0; i < cron.expressions().size(); i++) {
      create(i == 0 ? name : name + SECOND, cron.expressions().get(i), cron.zone(), input);
    }
  }

  private void create(String name, String expression, String zone, String input) {
    try {
      scheduler.createSchedule(
          create ->
              create
                  .groupName(group)
                  .name(name)
                  .scheduleExpression(expression)
                  .scheduleExpressionTimezone(zone)
                  .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                  .target(to -> to.arn(target).roleArn(role).input(input)));
    } catch (ConflictException e) {
      // It is there: the name says everything that it does.
    }
  }

  @Override
  public void delete(TenantId tenant, String name) {
    String first = name(tenant, name);
    delete(first + SECOND);
    delete(first);
  }

  private void delete(String name) {
    try {
      scheduler.deleteSchedule(delete -> delete.groupName(group).name(name));
    } catch (ResourceNotFoundException e) {
      // Gone already, or one of the many that are not two.
    }
  }

  @Override
  public List<Schedule> list(TenantId tenant) {
    Map<String, Schedule> byName = new LinkedHashMap<>();
    for (String name : names(tenant)) {
      get(name).ifPresent(schedule -> byName.put(schedule.name(), schedule));
    }
    return List.copyOf(byName.values());
  }

  @Override
  public void erase(TenantId tenant) {
    names(tenant).forEach(this::delete);
  }

  private List<String> names(TenantId tenant) {
    List<String> names = new ArrayList<>();
    Optional<String> from = Optional.empty();
    do {
      String token = from.orElse(null);
      ListSchedulesResponse page =
          scheduler.listSchedules(
              list ->
                  list.groupName(group)
                      .namePrefix(tenant + SEPARATOR)
                      .maxResults(PAGE)
                      .nextToken(token));
      page.schedules().forEach(summary -> names.add(summary.name()));
      from = Optional.ofNullable(page.nextToken());
    } while (from.isPresent());
    return names;
  }

  private Optional<Schedule> get(String name) {
    try {
      GetScheduleResponse found = scheduler.getSchedule(get -> get.groupName(group).name(name));
      return Optional.of(TickFormat.schedule(Bytes.utf8(found.target().input())));
    } catch (ResourceNotFoundException e) {
      // Deleted since it was listed.
      return Optional.empty();
    }
  }
}
