package dev.alcove.domain;

/**
 * A value from outside does not have the shape that the domain asks for. The message is a full
 * sentence, fit to be shown to whoever sent the value.
 */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidValueException(String message) {
    super(message);
  }
}
