package dev.alcove.engine;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param output JSON text that the prelude's {@code result} gave; "" unless the outcome is OK
 * @param outputBytes the bytes that it gave
 * @param failure present unless the outcome is OK
 * @param spoilt whether this process must not run guests any more: a thread that does not end, an
 *     internal error of the engine, memory that ran out
 */
public record GuestResult(
    Outcome outcome,
    String output,
    Bytes outputBytes,
    Optional<Failure> failure,
    Receipt receipt,
    boolean spoilt) {
  public GuestResult {
    requireNonNull(outcome, "outcome is null");
    requireNonNull(output, "output is null");
    requireNonNull(outputBytes, "outputBytes is null");
    requireNonNull(receipt, "receipt is null");
    if (failure.isPresent() == (outcome == Outcome.OK)) {
      throw new IllegalArgumentException("a result has a failure exactly if it is not OK");
    }
  }
}
