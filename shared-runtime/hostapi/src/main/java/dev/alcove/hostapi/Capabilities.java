package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.OutboxItem;
import dev.alcove.hostapi.Operation.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that one attempt at a run can reach, and what it has done with it. Made by {@link
 * HostApi#open}; used by one run; {@link #close} when it is over. Thread-safe.
 */
public final class Capabilities implements HostOperations, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Capabilities.class);
  private static final Map<String, Operation> OPERATIONS = operations();

  private final RunState run;
  private final CallLane lane;

  Capabilities(RunState run, CallLane lane) {
    this.run = run;
    this.lane = lane;
  }

  private static Map<String, Operation> operations() {
    Map<String, Operation> table = new HashMap<>();
    ConsoleOperations.addTo(table);
    KvOperations.addTo(table);
    StorageOperations.addTo(table);
    EventOperations.addTo(table);
    CryptoOperations.addTo(table);
    CcfOperations.addTo(table);
    MissingCapabilities.addTo(table);
    return Map.copyOf(table);
  }

  @Override
  public void start(String operation, String json, Bytes bytes, Completion completion) {
    Operation found = OPERATIONS.get(operation);
    if (found == null) {
      completion.fail(
          new HostException(
              ErrorCode.CAPABILITY_MISSING,
              "`" + Texts.shown(operation) + "` is not available here."));
      return;
    }
    attempt(
        operation,
        completion,
        () -> {
          Answer answer = found.start(run, Arguments.parse(json), bytes);
          if (answer instanceof Answer.Later(var rest)) {
            Runnable call = () -> attempt(operation, completion, () -> end(completion, rest.get()));
            lane.add(call, 2L * json.length() + bytes.size());
          } else {
            end(completion, answer);
          }
        });
  }

  /** Nothing more is begun: calls that still wait for a thread are dropped. */
  @Override
  public void close() {
    lane.close();
  }

  /** The reads and writes of {@code ccf.kv}, and of storage where it is written with the commit. */
  public KvTransaction kv() {
    return run.kv();
  }

  /** The events that belong into the commit. */
  public Optional<OutboxItem> outbox() {
    return run.publisher().collected();
  }

  /** What the run asked for by {@code ccf.rpc.setApplyWrites}; empty: the status decides. */
  public Optional<Boolean> applyWrites() {
    return run.applyWrites();
  }

  /** What the run gave to {@code ccf.rpc.setClaimsDigest}: 32 bytes. */
  public Optional<Bytes> claimsDigest() {
    return run.claimsDigest();
  }

  /**
   * The operations with effects that cannot be taken back, each once: if there are any, a run that
   * lost the race for its commit must not be run again.
   */
  public List<String> outsideEffects() {
    return run.outsideEffects();
  }

  /** How many log lines were over the limits; ask before {@link #takeLogs}. */
  public int logsDropped() {
    return run.logs().dropped();
  }

  /** The lines that the run wrote since the last call, and one about lines that were dropped. */
  public List<LogLine> takeLogs() {
    return run.logs().take();
  }

  /** The data of each {@code script.metric}, JSON text, for {@code Metrics.script}. */
  public List<String> metrics() {
    return run.publisher().metrics();
  }

  private static void end(Completion completion, Answer answer) {
    switch (answer) {
      case Answer.Json(String text) -> completion.succeed(text);
      case Answer.Data(Bytes data) -> completion.succeed(data);
      case Answer.Later(var rest) -> end(completion, rest.get());
    }
  }

  /** The one place where what goes wrong on our side is turned into what a guest may see. */
  private void attempt(String operation, Completion completion, Runnable work) {
    try {
      work.run();
    } catch (HostException e) {
      completion.fail(e);
    } catch (Throwable e) {
      String request = run.grant().invocation().execution().value();
      LOGGER.error("operation {} of run {} failed", operation, request, e);
      completion.fail(
          new HostException(
              ErrorCode.PLATFORM_FAILED,
              "The platform could not do `"
                  + operation
                  + "`. Tell the platform team this request id: "
                  + request
                  + "."));
    }
  }
}
