package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

/**
 * A host operation refuses or fails, in words that the tenant may read: the guest sees an {@code
 * Error} with this name, code and message and nothing else. Carries no stack and no cause, so that
 * nothing of the platform can leak through it.
 */
public final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final ErrorCode code;

  /**
   * A failure of a class that the guest can tell apart.
   *
   * @param name the guest's error class: {@code Error}, {@code TypeError}, {@code RangeError}, ...
   * @param code the stable code
   * @param message a full sentence for the script's author
   */
  public HostException(String name, ErrorCode code, String message) {
    super(requireNonNull(message, "message is null"), null, false, false);
    this.name = requireNonNull(name, "name is null");
    this.code = requireNonNull(code, "code is null");
  }

  public HostException(ErrorCode code, String message) {
    this("Error", code, message);
  }

  /** An argument has the wrong type. */
  public static HostException type(String message) {
    return new HostException("TypeError", ErrorCode.INVALID_ARGUMENT, message);
  }

  /** An argument is out of its range. */
  public static HostException range(String message) {
    return new HostException("RangeError", ErrorCode.INVALID_ARGUMENT, message);
  }

  /** The guest's error class. */
  public String name() {
    return name;
  }

  public ErrorCode code() {
    return code;
  }

  /** The message: never null, unlike the inherited one in general. */
  public String text() {
    return requireNonNull(getMessage(), "message is null");
  }
}
