package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Mode;
import dev.alcove.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Concurrent runs of real handlers: what each saw must be what a single thread would have seen that
 * made the commits in the order of their numbers.
 */
class SerialisableTest {
  private static final int THREADS = 4;

  private static final String SOURCE =
      """
      const buf = (x) => ccf.jsonCompatibleToBuf(x);
      const val = (b) => (b === undefined ? null : ccf.bufToJsonCompatible(b));
      export function increment(request) {
        const k = ccf.strToBuf('n');
        const n = (val(ccf.kv['c'].get(k)) ?? 0) + 1;
        ccf.kv['c'].set(k, buf(n));
        return { body: { n } };
      }
      export function point(request) {
        const k = ccf.strToBuf('n');
        const n = (val(ccf.kv['hot'].get(k)) ?? 0) + 1;
        ccf.kv['hot'].set(k, buf(n));
        return { body: { n } };
      }
      // Does the operations that it is told and says what it saw.
      export function mixed(request) {
        const seen = [];
        for (const [op, key, value] of request.body.json()) {
          const k = ccf.strToBuf(key);
          if (op === 'get') seen.push(val(ccf.kv['m'].get(k)));
          else if (op === 'set') ccf.kv['m'].set(k, buf(value));
          else if (op === 'delete') ccf.kv['m'].delete(k);
          else if (op === 'sum') {
            let sum = 0;
            ccf.kv['m'].forEach((v) => { sum += val(v); });
            seen.push(sum);
          } else seen.push(ccf.kv['m'].size);
        }
        return { body: { seen } };
      }
      """;

  @TempDir Path folder;
  private TestPlatform platform;

  @BeforeEach
  void start() {
    platform = new TestPlatform(folder);
    platform.deploy(
        TestPlatform.ACME,
        "main",
        Samples.version(
            SOURCE,
            List.of(
                Samples.endpoint("post", "/increment", "increment", Mode.READWRITE),
                Samples.endpoint("post", "/point", "point", Mode.READWRITE),
                Samples.endpoint("post", "/mixed", "mixed", Mode.READWRITE)),
            List.of(),
            Set.of("hot")));
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/increment", "/point"})
  void concurrentCounters_loseNothing(String path) throws Exception {
    List<HttpResponse> answers =
        concurrently(40, i -> platform.call("POST", "/t/acme/app" + path, ""));
    long committed = answers.stream().filter(answer -> answer.status() == 200).count();
    Set<String> distinct = new HashSet<>();
    answers.stream()
        .filter(answer -> answer.status() == 200)
        .forEach(answer -> distinct.add(answer.body().text()));
    assertThat(distinct).as("no two runs saw the same count").hasSize((int) committed);
    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 503);
    JsonNode last = Json.parse(platform.call("POST", "/t/acme/app" + path, "").body().text());
    assertThat(last.path("n").asLong()).isEqualTo(committed + 1);
  }

  @Test
  void randomHistories_areThoseOfSomeOrder_scansIncluded() throws Exception {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        bodies.add(operations(random));
      }
      List<HttpResponse> answers =
          concurrently(
              bodies.size(), i -> platform.call("POST", "/t/acme/app/mixed", bodies.get(i)));
      check(bodies, answers);
      platform.call("POST", "/t/acme/app/mixed", clearing());
    }
  }

  private static String operations(Random random) {
    StringBuilder json = new StringBuilder("[");
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String key = "k" + random.nextInt(5);
      String one =
          switch (random.nextInt(6)) {
            case 0, 1 -> "[\"get\",\"" + key + "\"]";
            case 2, 3 -> "[\"set\",\"" + key + "\"," + random.nextInt(1000) + "]";
            case 4 -> "[\"delete\",\"" + key + "\"]";
            default -> random.nextBoolean() ? "[\"sum\",\"\"]" : "[\"size\",\"\"]";
          };
      json.append(i == 0 ? "" : ",").append(one);
    }
    return json.append("]").toString();
  }

  private static String clearing() {
    List<String> deletes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      deletes.add("[\"delete\",\"k" + i + "\"]");
    }
    return deletes.toString();
  }

  /** Replays the commits in their order on a plain map and compares what each run saw. */
  private static void check(List<String> bodies, List<HttpResponse> answers) {
    TreeMap<Long, List<Integer>> order = new TreeMap<>();
    for (int i = 0; i < answers.size(); i++) {
      String transaction = answers.get(i).headers().get("x-ms-ccf-transaction-id");
      if (answers.get(i).status() == 200 && transaction != null) {
        long seq = Long.parseLong(transaction.substring(transaction.indexOf('.') + 1));
        order.computeIfAbsent(seq, s -> new ArrayList<>()).add(i);
      }
    }
    assertThat(order).isNotEmpty();
    Map<String, Long> state = new HashMap<>();
    for (List<Integer> runs : order.values()) {
      // Runs that only read share the number of the commit whose state they saw.
      runs.sort(Comparator.comparing(i -> !writes(bodies.get(i))));
      for (int run : runs) {
        List<Object> expected = replay(state, Json.parse(bodies.get(run)));
        assertThat(answers.get(run).body().text())
            .as("run %s of %s", run, bodies.get(run))
            .isEqualTo("{\"seen\":" + expected.toString().replace(" ", "") + "}");
      }
    }
  }

  private static boolean writes(String body) {
    return body.contains("set") || body.contains("delete");
  }

  private static List<Object> replay(Map<String, Long> state, JsonNode operations) {
    List<Object> seen = new ArrayList<>();
    for (JsonNode operation : operations) {
      String key = operation.path(1).asText();
      switch (operation.path(0).asText()) {
        case "get" -> seen.add(String.valueOf(state.get(key)));
        case "set" -> state.put(key, operation.path(2).asLong());
        case "delete" -> state.remove(key);
        case "sum" -> seen.add(state.values().stream().mapToLong(Long::longValue).sum());
        default -> seen.add(state.size());
      }
    }
    return seen.stream().map(value -> (Object) value.toString()).toList();
  }

  private static List<HttpResponse> concurrently(int count, IntFunction<HttpResponse> call)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<HttpResponse>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        calls.add(() -> call.apply(number));
      }
      List<HttpResponse> answers = new ArrayList<>();
      for (Future<HttpResponse> future : threads.invokeAll(calls)) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
