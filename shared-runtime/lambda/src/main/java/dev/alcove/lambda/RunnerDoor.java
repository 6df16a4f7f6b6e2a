package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.aws.SessionHolder;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.RunnerCall;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.RunResultFormat;
import dev.alcove.wire.RunnerCallFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runner of the strict tier: a process that Lambda gives to one tenant. Its own role reaches
 * nothing; each call brings a session that reaches the tenant's things, and is dropped with the end
 * of the run. Nothing of a call is logged but its execution. Thread-safe, for one call at a time.
 */
public final class RunnerDoor {
  /** What Lambda takes as an answer, bytes. */
  private static final int MOST_ANSWER_BYTES = 6 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(RunnerDoor.class);

  private final FunctionProcess process;
  private final SessionHolder session;
  private final int mostAnswerBytes;

  /**
   * A door in front of a process.
   *
   * @param session what the process's adapters ask for their rights
   */
  public RunnerDoor(FunctionProcess process, SessionHolder session) {
    this(process, session, MOST_ANSWER_BYTES);
  }

  RunnerDoor(FunctionProcess process, SessionHolder session, int mostAnswerBytes) {
    this.process = requireNonNull(process, "process is null");
    this.session = requireNonNull(session, "session is null");
    this.mostAnswerBytes = mostAnswerBytes;
  }

  /**
   * Makes a run.
   *
   * @param isolated the tenant for which Lambda has started this process
   */
  public Bytes handle(Bytes event, Optional<String> isolated) {
    RunnerCall call;
    try {
      call = RunnerCallFormat.read(event);
    } catch (FormatException e) {
      LOG.error("A call cannot be read. {}", e.getMessage());
      return refused(Outcome.REJECTED, ErrorCode.INVALID_INPUT, "The call cannot be read.");
    }
    Invocation invocation = call.invocation();
    if (!isolated.equals(Optional.of(invocation.tenant().value()))) {
      LOG.error(
          "Execution {} is refused: it is not of the tenant that this process is for.",
          invocation.execution());
      return refused(
          Outcome.DENIED, ErrorCode.FORBIDDEN, "This process is not for the tenant of the call.");
    }
    Duration left = Duration.between(process.ports().clock().now(), call.deadline());
    if (!left.isPositive()) {
      return refused(
          Outcome.OVERLOADED, ErrorCode.NO_FREE_SLOT, "The call came after its deadline.");
    }
    session.hold(call.session());
    try {
      return fitting(process.inProcess().run(within(invocation, left)));
    } finally {
      session.drop();
    }
  }

  private static Invocation within(Invocation invocation, Duration left) {
    Limits limits = invocation.limits();
    return invocation.under(
        limits.capped(left.toMillis() + 1, limits.cpuMillis(), limits.memoryBytes()));
  }

  private static Bytes refused(Outcome outcome, ErrorCode code, String message) {
    return RunResultFormat.write(RunResult.refused(outcome, Failure.of(code, message)));
  }

  /** The result as it can be carried: without its log lines if need be, and at last without all. */
  private Bytes fitting(RunResult result) {
    Bytes whole = RunResultFormat.write(result);
    if (whole.size() <= mostAnswerBytes) {
      return whole;
    }
    int dropped = result.receipt().logsDropped() + result.logs().size();
    RunResult silent =
        new RunResult(
            result.outcome(),
            result.response(),
            result.output(),
            result.failure(),
            result.receipt().withLogsDropped(dropped),
            List.of(),
            result.transaction(),
            result.inboxMarked());
    Bytes smaller = RunResultFormat.write(silent);
    if (smaller.size() <= mostAnswerBytes) {
      return smaller;
    }
    String message =
        "The answer has "
            + smaller.size()
            + " bytes; at most "
            + mostAnswerBytes
            + " can be carried.";
    return RunResultFormat.write(
        new RunResult(
            Outcome.OUTPUT_EXCEEDED,
            Optional.empty(),
            "",
            Optional.of(Failure.of(ErrorCode.OUTPUT_LIMIT, message)),
            silent.receipt().endedBy(message),
            List.of(),
            result.transaction(),
            result.inboxMarked()));
  }
}
