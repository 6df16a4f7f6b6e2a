package dev.alcove.engine;

import dev.alcove.domain.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Hostile scripts of several tenants at once, in a process with little memory that ends when an
 * allocation fails, as the product's do. {@link SmallHeapTest} starts it.
 */
final class SmallHeap {
  private static final Set<String> HONEST = Set.of("A20", "D01");
  static final String GOOD = "all ended as they should";

  private SmallHeap() {}

  /** The arguments are the first words of the names of cases. */
  public static void main(String[] names)
      throws IOException, ExecutionException, InterruptedException {
    List<String> wanted = List.of(names);
    try (GuestEngine engine = Engines.create();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<GuestResult>> results = new ArrayList<>();
      Map<String, HostileTest.Case> all =
          HostileTest.cases().stream()
              .collect(Collectors.toMap(each -> each.name().split(" ", 2)[0], each -> each));
      List<HostileTest.Case> cases = wanted.stream().map(all::get).toList();
      for (HostileTest.Case each : cases) {
        Guests attack = each.attack().of("tenant-" + results.size() % 4);
        results.add(callers.submit(() -> attack.on(engine)));
      }
      for (int i = 0; i < cases.size(); i++) {
        GuestResult result = results.get(i).get();
        boolean asAlone = result.outcome() == cases.get(i).outcome();
        // Who allocates most must go if all together keep too much; an honest one never does.
        boolean ended = result.outcome() == Outcome.MEMORY_EXCEEDED && !HONEST.contains(names[i]);
        if ((!asAlone && !ended) || result.spoilt()) {
          throw new AssertionError(cases.get(i) + " " + GuestFiles.shown(result));
        }
      }
      HostileTest.assertUnharmed(engine);
    }
    System.out.println(GOOD + ": " + wanted.size());
  }
}
