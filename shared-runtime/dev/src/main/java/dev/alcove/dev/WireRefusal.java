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

  /**
   * What the server itself has found.
   *
   * @param status the answer's, as far as it is one of ours
   * @param reason what was found, as a few words; "" if that says no more than the status
   */
  static WireRefusal of(int status, String reason) {
    return switch (status) {
      case 408 -> new WireRefusal(408, "TOO_SLOW", "The request did not arrive in time.");
      case 413 -> new WireRefusal(413, "TOO_LARGE", "What follows the body is too large.");
      case 414 -> new WireRefusal(414, "URI_TOO_LONG", "The request line is longer than 64 KB.");
      case 417 ->
          new WireRefusal(
              417, "INVALID_INPUT", "Nothing but `100-continue` can be expected of this server.");
      case 426, 505 -> new WireRefusal(505, "HTTP_VERSION", "Only HTTP/1.1 is spoken here.");
      case 431 ->
          new WireRefusal(
              431, "HEADERS_TOO_LARGE", "The request's headers are larger than 64 KB together.");
      case 503 -> new WireRefusal(503, "OVERLOADED", "The server stops. Try again.");
      default ->
          status >= 500
              ? new WireRefusal(500, "PLATFORM_FAILED", "The request could not be served.")
              : malformed(
                  "The request is not well-formed HTTP/1.1"
                      + (reason.isEmpty() ? "." : ": " + reason + "."));
    };
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
