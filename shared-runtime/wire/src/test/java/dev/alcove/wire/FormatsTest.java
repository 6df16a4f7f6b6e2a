package dev.alcove.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every stored form. A golden file is what is stored out there: when one of these
 * tests fails after a change of a format, the cure is a new format number beside the old one.
 */
class FormatsTest {
  /** Fields that may be missing, by their name at any depth, or by form and pointer. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "version",
          "replaced",
          "ended",
          "outcome",
          "failure",
          "place",
          "user",
          "wall_ms",
          "cpu_ms",
          "memory_mb",
          "interpreter_reuse",
          "disable_bytecode_cache",
          "certificate",
          "scheduled_time",
          "inbox",
          "response",
          "transaction",
          "transfer-point/expires",
          "transfer-stored/expires",
          "live-item/point_maps");

  record Sample<T>(String name, T value, Function<T, Bytes> write, Function<Bytes, T> read) {
    Bytes written() {
      return write.apply(value);
    }

    T changed(Consumer<ObjectNode> change) {
      ObjectNode tree = (ObjectNode) Json.parse(written());
      change.accept(tree);
      return read.apply(Json.bytes(tree));
    }

    /** The object in which the format's number stands. */
    ObjectNode numbered(ObjectNode tree) {
      return name.equals("event") ? (ObjectNode) tree.get("detail") : tree;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample<?>> samples() {
    return Stream.of(
        new Sample<>("user", Samples.USER, UserFormat::write, UserFormat::read),
        new Sample<>("live-item", Samples.LIVE, LiveItemFormat::write, LiveItemFormat::read),
        new Sample<>("version", Samples.VERSION, VersionFormat::write, VersionFormat::read),
        new Sample<>("manifest", Samples.MANIFEST, ManifestFormat::write, ManifestFormat::read),
        new Sample<>(
            "version-info",
            Samples.VERSION_INFO,
            VersionInfoFormat::write,
            VersionInfoFormat::read),
        new Sample<>(
            "deployment", Samples.DEPLOYMENT, DeploymentFormat::write, DeploymentFormat::read),
        new Sample<>(
            "tenant-removal",
            Samples.REMOVAL,
            TenantRemovalFormat::write,
            TenantRemovalFormat::read),
        new Sample<>("receipt", Samples.RECEIPT, ReceiptFormat::write, ReceiptFormat::read),
        new Sample<>("run-record", Samples.RUN, RunRecordFormat::write, RunRecordFormat::read),
        new Sample<>("queued-run", Samples.QUEUED, QueuedRunFormat::write, QueuedRunFormat::read),
        new Sample<>(
            "dead-letter", Samples.DEAD_LETTER, DeadLetterFormat::write, DeadLetterFormat::read),
        new Sample<>("event", Samples.EVENT, EventFormat::write, EventFormat::read),
        new Sample<>(
            "outbox-item", Samples.OUTBOX, OutboxItemFormat::write, OutboxItemFormat::read),
        new Sample<>("schedule", Samples.SCHEDULE, ScheduleFormat::write, ScheduleFormat::read),
        new Sample<>("tick", Samples.SCHEDULE, TickFormat::write, TickFormat::schedule),
        new Sample<>("log-line", Samples.LOG_LINE, LogLineFormat::write, LogLineFormat::read),
        new Sample<>("log-entry", Samples.LOG_ENTRY, LogEntryFormat::write, LogEntryFormat::read),
        new Sample<>(
            "runner-call", Samples.RUNNER_CALL, RunnerCallFormat::write, RunnerCallFormat::read),
        new Sample<>(
            "run-result", Samples.RUN_RESULT, RunResultFormat::write, RunResultFormat::read),
        new Sample<>(
            "transfer-begin", Samples.TRANSFER_BEGIN, TransferFormat::write, TransferFormat::read),
        new Sample<>(
            "transfer-app", Samples.TRANSFER_APP, TransferFormat::write, TransferFormat::read),
        new Sample<>(
            "transfer-point", Samples.TRANSFER_POINT, TransferFormat::write, TransferFormat::read),
        new Sample<>(
            "transfer-stored",
            Samples.TRANSFER_STORED,
            TransferFormat::write,
            TransferFormat::read));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesWhatTheGoldenFileSays(Sample<?> sample) {
    assertThat(Json.parse(sample.written()).toPrettyString().strip())
        .isEqualTo(Json.parse(golden(sample.name())).toPrettyString().strip());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsTheGoldenFile(Sample<?> sample) {
    assertThat((Object) sample.read().apply(golden(sample.name()))).isEqualTo(sample.value());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void ignoresUnknownFields(Sample<?> sample) {
    if (sample.name().equals("log-line")) {
      return; // its unknown fields are the line's own: LogLineFormatTest
    }
    assertThat((Object) sample.changed(tree -> sample.numbered(tree).put("later", true)))
        .isEqualTo(sample.value());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void refusesNewerFormats(Sample<?> sample) {
    assertThatThrownBy(() -> sample.changed(tree -> sample.numbered(tree).put("v", 2)))
        .isInstanceOf(FormatException.class)
        .hasMessageMatching(
            "A [a-z ]+ has format 2, but this version of Alcove reads formats up to 1: update"
                + " it\\.");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void refusesWhatIsNoObject(Sample<?> sample) {
    for (String other : List.of("", "[]", "1", "{", "{}x", "\u0000")) {
      assertThatThrownBy(() -> sample.read().apply(Bytes.utf8(other)))
          .isInstanceOf(FormatException.class);
    }
  }

  @TestFactory
  Stream<DynamicTest> namesTheFieldThatIsMissingOrWrong() {
    return samples()
        .flatMap(
            sample -> {
              List<DynamicTest> tests = new ArrayList<>();
              for (String pointer : fields(Json.parse(sample.written()), "")) {
                tests.add(dynamicTest(sample + pointer, () -> namesField(sample, pointer)));
              }
              return tests.stream();
            });
  }

  private static void namesField(Sample<?> sample, String pointer) {
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1);
    String path = path(pointer);
    if (!OPTIONAL.contains(name)
        && !OPTIONAL.contains(sample.name() + pointer)
        && !name.equals("all_of")) {
      assertThatThrownBy(() -> sample.changed(tree -> parent(tree, pointer, slash).remove(name)))
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith("Field `" + path + "` of a ")
          .hasMessageEndingWith(" is missing.");
    }
    if (!name.equals("data")) {
      assertThatThrownBy(() -> sample.changed(tree -> parent(tree, pointer, slash).put(name, 0.5)))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("Field `" + path + "` of a ")
          .hasMessageEndingWith(", not a number with a fraction.");
    }
  }

  private static ObjectNode parent(ObjectNode tree, String pointer, int slash) {
    return (ObjectNode) tree.at(pointer.substring(0, slash));
  }

  /** The pointers of all fields of ours, at every depth. */
  private static List<String> fields(JsonNode node, String pointer) {
    List<String> pointers = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        String at = pointer + "/" + field.getKey();
        if (field.getKey().startsWith("user_") && !field.getKey().equals("user_id")) {
          continue; // a log line's own
        }
        boolean isKeyOfMap = pointer.endsWith("/apps") || pointer.endsWith("/host_calls");
        if (!isKeyOfMap) {
          pointers.add(at);
        }
        if (!field.getKey().equals("data")) {
          pointers.addAll(fields(field.getValue(), at));
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        pointers.addAll(fields(array.get(i), pointer + "/" + i));
      }
    }
    return pointers;
  }

  /** {@code /a/0/b} as messages write it: {@code a[0].b}. */
  private static String path(String pointer) {
    return pointer.substring(1).replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
  }

  private static Bytes golden(String name) {
    String resource = "/golden/" + name + ".v1.json";
    try (var in = FormatsTest.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError("there is no golden file src/test/resources" + resource);
      }
      return Bytes.owning(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
