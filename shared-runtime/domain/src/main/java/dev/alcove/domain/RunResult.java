package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How an invocation ended, its commit included.
 *
 * @param response what the handler answered, if it was given a request and the outcome is OK
 * @param output JSON text of what any other handler returned; "" if nothing
 * @param failure present unless the outcome is OK
 * @param transaction CCF's id {@code view.seqno} of the commit or of the state that was read
 * @param inboxMarked whether the commit marked the inbox
 */
public record RunResult(
    Outcome outcome,
    Optional<HttpResponse> response,
    String output,
    Optional<Failure> failure,
    Receipt receipt,
    List<LogLine> logs,
    Optional<String> transaction,
    boolean inboxMarked) {
  public RunResult {
    requireNonNull(outcome, "outcome is null");
    requireNonNull(response, "response is null");
    requireNonNull(output, "output is null");
    requireNonNull(receipt, "receipt is null");
    logs = List.copyOf(logs);
    requireNonNull(transaction, "transaction is null");
    if (failure.isPresent() == (outcome == Outcome.OK)) {
      throw new IllegalArgumentException("a result has a failure exactly if it is not OK");
    }
  }

  /** A run that ended before any guest code ran. */
  public static RunResult refused(Outcome outcome, Failure failure) {
    return new RunResult(
        outcome,
        Optional.empty(),
        "",
        Optional.of(failure),
        Receipt.NOTHING.endedBy(failure.message()),
        List.of(),
        Optional.empty(),
        false);
  }
}
