package dev.alcove.lambda;

/**
 * A function was called with something that it does not know. It ends the invocation with an error,
 * so that what called asynchronously keeps the event for people to look at.
 */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableEventException(String why) {
    super("The event is none that this function knows. " + why);
  }
}
