package dev.alcove.hostapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.HostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class CallLaneTest {
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final List<Integer> made = new ArrayList<>();
  private final CallLane lane = new CallLane(threads::add);

  private void add(int number) {
    lane.add(() -> made.add(number), 10);
  }

  private void runOne() {
    threads.remove().run();
  }

  @Test
  void makesEightAtATimeInTheirOrder() {
    for (int i = 0; i < 20; i++) {
      add(i);
    }
    assertThat(threads).hasSize(8);
    runOne();
    assertThat(threads).hasSize(8);
    while (!threads.isEmpty()) {
      runOne();
    }
    assertThat(made).hasSize(20).isSorted();
    add(20);
    assertThat(threads).hasSize(1);
  }

  @Test
  void aCallThatThrowsMakesRoom() {
    for (int i = 0; i < 8; i++) {
      lane.add(
          () -> {
            throw new IllegalStateException("broken");
          },
          1);
    }
    add(1);
    assertThatThrownBy(this::runOne).isInstanceOf(IllegalStateException.class);
    threads.removeLast().run();
    assertThat(made).containsExactly(1);
  }

  @Test
  void dropsWhatHasNotBegunWhenTheRunIsOver() {
    for (int i = 0; i < 9; i++) {
      add(i);
    }
    runOne();
    lane.close();
    add(9);
    while (!threads.isEmpty()) {
      runOne();
    }
    assertThat(made).containsExactly(0);
  }

  @Test
  void refusesWhatWouldHoldTooMuchMemory() {
    for (int i = 0; i < 8; i++) {
      add(i);
    }
    lane.add(() -> {}, 16L << 20);
    assertThatThrownBy(() -> add(9)).isInstanceOf(HostException.class);
  }

  @Test
  void saysWhenThereIsNoThread() {
    CallLane busy =
        new CallLane(
            call -> {
              throw new RejectedExecutionException("full");
            });
    assertThatThrownBy(() -> busy.add(() -> {}, 1)).hasMessageContaining("too much to do");
  }
}
