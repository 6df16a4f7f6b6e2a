package dev.alcove.dev;

import dev.alcove.dispatch.QueuedRuns.Disposition;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.Scheduler;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.local.LocalBus;
import dev.alcove.local.LocalWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that on AWS are functions behind streams, rules and queues: they take what is there
 * and hand it to dispatch.
 */
final class Loops implements AutoCloseable {
  private static final int MOST_AT_ONCE = 50;
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  /** Longer than the longest run with its kill ladder; a killed process's runs wait this long. */
  private static final Duration VISIBILITY = Duration.ofSeconds(330);

  private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

  private final LocalWorld world;
  private final Stage stage;
  private final Runnable afterRun;
  private final Activity activity = new Activity();
  private final List<Consumer<FiredRun>> listeners = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Not started yet.
   *
   * @param afterRun called when a queued run has ended and its message is dealt with
   */
  Loops(LocalWorld world, Stage stage, Runnable afterRun) {
    this.world = world;
    this.stage = stage;
    this.afterRun = afterRun;
  }

  /** Starts the threads. */
  void start(int workers) {
    start("relay", () -> stage.dispatch().relay().sweep() > 0);
    start("fan-out", this::fanOut);
    start("ticks", this::ticks);
    for (int i = 1; i <= workers; i++) {
      start("worker-" + i, this::work);
    }
    start(Thread.ofPlatform().daemon().name("alcove-alarm").unstarted(this::alarm));
    start(Thread.ofPlatform().daemon().name("alcove-sweep").unstarted(this::sweep));
  }

  Activity activity() {
    return activity;
  }

  /** Tells of each run until the result is ended. */
  Listening listen(Consumer<FiredRun> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Somebody is told of runs. */
  interface Listening {
    void end();
  }

  private void start(String name, Loop.Step step) {
    start(
        Thread.ofPlatform()
            .daemon()
            .name("alcove-" + name)
            .unstarted(new Loop(name, step, world.signals(), activity)));
  }

  private void start(Thread thread) {
    threads.add(thread);
    thread.start();
  }

  private boolean fanOut() {
    List<LocalBus.Taken> taken = world.bus().take(MOST_AT_ONCE);
    List<Long> done = new ArrayList<>();
    List<Long> failed = new ArrayList<>();
    for (LocalBus.Taken one : taken) {
      try {
        int runs = stage.dispatch().fanOut().accept(one.event());
        LOG.debug("Event {} has become {} runs.", one.event().id(), runs);
        done.add(one.id());
      } catch (RuntimeException e) {
        LOG.error("Event {} could not be handed on; it is tried again.", one.event().id(), e);
        failed.add(one.id());
      }
    }
    world.bus().done(done);
    world.bus().giveBack(failed);
    return !done.isEmpty();
  }

  private boolean ticks() {
    List<Scheduler.Tick> due = world.scheduler().dueTicks(world.clock().now(), MOST_AT_ONCE);
    for (Scheduler.Tick tick : due) {
      if (!stage.dispatch().ticks().accept(tick)) {
        LOG.info("A tick of {} belongs to nothing that is live.", tick.script());
      }
      world.scheduler().fired(tick);
    }
    return !due.isEmpty();
  }

  private boolean work() {
    Optional<RunQueue.Delivery> delivery = world.queue().receive(VISIBILITY);
    if (delivery.isEmpty()) {
      return false;
    }
    QueuedRun run = delivery.get().run();
    Instant begun = world.clock().now();
    Disposition disposition = stage.dispatch().queued().handle(run);
    switch (disposition) {
      case Disposition.Done done -> world.queue().acknowledge(delivery.get().handle());
      case Disposition.Again again ->
          world.queue().postpone(delivery.get().handle(), again.after());
    }
    if (!listeners.isEmpty()) {
      tell(run, begun);
    }
    afterRun.run();
    return true;
  }

  private void tell(QueuedRun run, Instant begun) {
    Optional<RunRecord> record = world.runs().get(run.script().tenant(), run.execution());
    FiredRun fired =
        new FiredRun(
            run.triggeredBy() == TriggeredBy.CRON && record.map(RunRecord::attempt).orElse(1) == 1
                ? run.time()
                : begun,
            run.script(),
            run.triggeredBy(),
            record.map(RunRecord::attempt).orElse(0),
            record.flatMap(RunRecord::outcome));
    listeners.forEach(listener -> listener.accept(fired));
  }

  /** Wakes the loops when something becomes due that nobody signals: the time itself. */
  private void alarm() {
    try {
      while (true) {
        long seen = world.signals().count();
        Duration rest =
            world
                .nextDue()
                .map(due -> Duration.between(world.clock().now(), due))
                .orElse(LONGEST_REST);
        if (rest.isPositive()) {
          Duration wait = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
          if (world.signals().await(seen, wait) || rest.compareTo(LONGEST_REST) >= 0) {
            continue;
          }
        }
        // Due: somebody is at it already, or will be after this.
        world.signals().raise();
        boolean more = world.signals().await(world.signals().count(), LOOK_AGAIN);
        LOG.trace("Something is due; more came: {}.", more);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.info("The alarm has ended: {}", e.toString());
    }
  }

  private void sweep() {
    try {
      while (true) {
        int removed = world.sweep(world.clock().now());
        if (removed == 0) {
          Thread.sleep(SWEEP_EVERY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.info("The sweep has ended: {}", e.toString());
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        if (!thread.join(CLOSE_WAIT)) {
          LOG.info("{} still works on something.", thread.getName());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
