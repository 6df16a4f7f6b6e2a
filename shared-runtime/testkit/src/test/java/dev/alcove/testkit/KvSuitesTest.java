package dev.alcove.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Inbox;
import dev.alcove.domain.Outbox;
import dev.alcove.domain.StorageStore;
import dev.alcove.testkit.InMemoryLog.Fault;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suites of the log pass over a log that is right, and fail over those that are not. */
class KvSuitesTest {
  private static final int MOST_SEEDS = 20;

  private static KvPorts ports(TestClock clock, Fault fault) {
    return new KvPorts(
        new InMemoryLog(clock, fault),
        unused(StorageStore.class),
        unused(Outbox.class),
        unused(Inbox.class));
  }

  private static <T> T unused(Class<T> port) {
    Object none =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName() + " is not there");
            });
    return port.cast(none);
  }

  @Nested
  class Log extends KvLogContract {
    @Override
    protected KvPorts open(TestClock clock) {
      return ports(clock, Fault.NONE);
    }
  }

  @Nested
  class Histories extends KvHistoryContract {
    @Override
    protected KvPorts open(TestClock clock) {
      return ports(clock, Fault.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void historiesFindEachFault(Fault fault) {
    KvHistoryContract histories =
        new KvHistoryContract() {
          @Override
          protected KvPorts open(TestClock clock) {
            return ports(clock, fault);
          }
        };
    int seeds = 1;
    while (seeds <= MOST_SEEDS && holds(histories, seeds)) {
      seeds++;
    }
    assertThat(seeds).as("seeds until the fault shows").isLessThanOrEqualTo(MOST_SEEDS);
  }

  private static boolean holds(KvHistoryContract histories, long seed) {
    try {
      histories.transactionsAreSerialisable(seed);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }
}
