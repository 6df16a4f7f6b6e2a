package dev.alcove.wire;

/**
 * Bytes do not have the form that they should have. The message is a full sentence that names the
 * form and the field; it shows no stored values.
 */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FormatException(String message) {
    super(message);
  }

  FormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
