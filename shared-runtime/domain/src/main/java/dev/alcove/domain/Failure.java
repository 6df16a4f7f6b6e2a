package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Why a run did not end well, as its tenant may see it: nothing of the platform is in it.
 *
 * @param name the guest's error class, such as {@code TypeError}; {@code Error} if there is none
 * @param message what happened; "" for an error without a message
 * @param place where in the author's source, if known
 * @param stack the author's frames, innermost first, as {@code at f (rules.js:3:7)}
 */
public record Failure(
    ErrorCode code, String name, String message, Optional<SourcePlace> place, List<String> stack) {
  public Failure {
    requireNonNull(code, "code is null");
    requireNonNull(name, "name is null");
    requireNonNull(message, "message is null");
    requireNonNull(place, "place is null");
    stack = List.copyOf(stack);
  }

  /** A failure that has no place in the author's source. */
  public static Failure of(ErrorCode code, String message) {
    return new Failure(code, "Error", message, Optional.empty(), List.of());
  }
}
