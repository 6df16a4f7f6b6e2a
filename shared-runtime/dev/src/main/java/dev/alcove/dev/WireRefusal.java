package dev.alcove.dev;

/**
 * A request that is answered before anybody looks at what it asks for. The connection ends after
 * the answer, since what follows on it cannot be trusted to be a request.
 */
final class WireRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  WireRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static WireRefusal malformed(String message) {
    return new WireRefusal(400, "INVALID_INPUT", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** The sentence for who sent the request. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
