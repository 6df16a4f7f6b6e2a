package dev.alcove.lambda;

/**
 * Ends this process, which must not run guests any more. AWS's runtime client reports an error of
 * this kind as the invocation's and then exits; the next invocation gets a fresh process. Every
 * other way to end loses the answer or the next call.
 */
public final class ProcessSpoiltError extends VirtualMachineError {
  private static final long serialVersionUID = 1L;

  /**
   * Made once the run is recorded.
   *
   * @param answer the answer as JSON: whoever can reads it out of the error's message
   */
  ProcessSpoiltError(String answer) {
    super(answer);
  }
}
