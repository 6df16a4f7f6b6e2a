package dev.alcove.control;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.ErrorCode;

/** Ends a request with an error; carries no stack, since nothing of the platform has failed. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * A refusal.
   *
   * @param message a full sentence for whoever sent the request
   */
  Refusal(ErrorCode code, String message) {
    super(requireNonNull(message, "message is null"), null, false, false);
    this.code = requireNonNull(code, "code is null");
  }

  static Refusal notFound(String message) {
    return new Refusal(ErrorCode.NOT_FOUND, message);
  }

  static Refusal invalid(String message) {
    return new Refusal(ErrorCode.INVALID_INPUT, message);
  }

  ErrorCode code() {
    return code;
  }

  String text() {
    return requireNonNull(getMessage(), "message is null");
  }
}
