package dev.alcove.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time of a run with a fresh realm goes, part by part: the JVM's own timing of the
 * platform's methods, so that nothing in the product is there for the benchmark's sake. It costs
 * about 0.1 us for each call that is timed.
 */
final class Breakdown {
  /** A line of the breakdown: how deep inside the others, which method, what it does. */
  private record Part(int depth, String method, String what) {}

  private static final String EVENT = "jdk.MethodTiming";
  private static final String ENGINE = "dev.alcove.engine.";
  private static final String DISPATCH = "dev.alcove.dispatch.";

  private static final List<Part> PARTS =
      List.of(
          new Part(0, DISPATCH + "HttpDoor::handle", "the whole request"),
          new Part(1, DISPATCH + "Tenants::find", "find the tenant"),
          new Part(1, DISPATCH + "RouteTable::route", "route"),
          new Part(1, DISPATCH + "Authenticator::authenticate", "authenticate"),
          new Part(1, DISPATCH + "Gate::enter", "admit"),
          new Part(1, DISPATCH + "InProcessRunner::run", "run"),
          new Part(2, "dev.alcove.hostapi.HostApi::open", "open the capabilities"),
          new Part(2, "dev.alcove.hostapi.Capabilities::close", "close the capabilities"),
          new Part(2, ENGINE + "PolyglotGuestEngine::run", "the engine's run"),
          new Part(3, ENGINE + "MemoryGate::enter", "wait for a place"),
          new Part(3, ENGINE + "Attempt::execute", "on the guest thread"),
          new Part(4, ENGINE + "TenantEngines::lease", "the tenant's engine"),
          new Part(4, ENGINE + "Realm::make", "make the realm"),
          new Part(5, ENGINE + "Realm::context", "create the context"),
          new Part(5, ENGINE + "Realm::<init>", "start JavaScript, core.js"),
          new Part(4, ENGINE + "Realm::bind", "bind"),
          new Part(4, ENGINE + "Realm::evaluate", "evaluate the module"),
          new Part(4, ENGINE + "Realm::ready", "look whether it is evaluated"),
          new Part(4, ENGINE + "Realm::handler", "find the handler"),
          new Part(4, ENGINE + "Realm::begin", "call the handler"),
          new Part(4, ENGINE + "EventLoop::turn", "let jobs and completions run"),
          new Part(4, ENGINE + "Realm::close", "close the realm"),
          new Part(3, ENGINE + "Results::of", "the receipt"),
          new Part(2, DISPATCH + "Committer::validate", "validate what was read"),
          new Part(1, DISPATCH + "Recorder::ended", "log and metrics"));

  private final Map<String, Long> nanos = new HashMap<>();
  private final Map<String, Long> calls = new HashMap<>();

  private Breakdown() {}

  /** Has work done again and again, and says where the time went. */
  static List<String> of(GuestWork work, Pace pace) {
    try (TemporaryFolder folder = TemporaryFolder.make();
        Platform platform = new Platform(folder.path(), 0)) {
      platform.deploy(Platform.ACME, platform.compile(Samples.work()));
      calls(platform, work, pace.warmUp());
      Breakdown breakdown = new Breakdown();
      try (Recording recording = new Recording()) {
        recording
            .enable(EVENT)
            .with("filter", String.join(";", PARTS.stream().map(Part::method).toList()))
            .with("period", "endChunk");
        recording.start();
        ProcessorTime before = ProcessorTime.now();
        long count = calls(platform, work, pace.measured());
        List<String> byThread = ProcessorTime.now().since(before, count);
        recording.stop();
        Path file = folder.path().resolve("breakdown.jfr");
        recording.dump(file);
        breakdown.read(file);
        List<String> lines = breakdown.lines(count);
        lines.add("Processor time by thread:");
        lines.addAll(byThread);
        return lines;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the recording cannot be kept", e);
    }
  }

  private static long calls(Platform platform, GuestWork work, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long count = 0;
    while (System.nanoTime() - end < 0) {
      work.on(platform);
      count++;
    }
    return count;
  }

  private void read(Path file) throws IOException {
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getEventType().getName().equals(EVENT)) {
          RecordedMethod method = event.getValue("method");
          String name = method.getType().getName() + "::" + method.getName();
          long times = event.getLong("invocations");
          if (times > 0) {
            calls.merge(name, times, Long::sum);
            nanos.merge(name, times * event.getDuration("average").toNanos(), Long::sum);
          }
        }
      }
    }
  }

  private List<String> lines(long count) {
    List<String> lines = new ArrayList<>();
    for (Part part : PARTS) {
      if (!calls.containsKey(part.method())) {
        lines.add("(not called: " + part.method() + ")");
        continue;
      }
      long total = nanos.getOrDefault(part.method(), 0L);
      lines.add(
          "%-48s %9.1f us  %4.1f calls  %s"
              .formatted(
                  "  ".repeat(part.depth()) + part.what(),
                  total / 1000.0 / count,
                  calls.getOrDefault(part.method(), 0L) / (double) count,
                  part.method().substring(part.method().lastIndexOf('.') + 1)));
    }
    return lines;
  }
}
