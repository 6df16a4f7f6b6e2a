package dev.alcove.domain;

/**
 * Everything that one run can reach: its capabilities. The guest has no other way out; an
 * implementation that fails every operation is a complete sandbox. Made for one run and used by it
 * alone.
 */
public interface HostOperations {
  /** Refuses everything. */
  HostOperations NONE =
      (operation, json, bytes, completion) ->
          completion.fail(
              new HostException(
                  ErrorCode.CAPABILITY_MISSING, "`" + operation + "` is not available here."));

  /**
   * Starts an operation. Called on the guest's thread, so it must not block: what can wait is done
   * on a thread of the platform's, which then completes. Ends by exactly one call on {@code
   * completion}, now or later, from any thread; what comes after the run has ended is dropped.
   *
   * @param operation the operation's name, such as {@code storage.get}; any text, the guest chose
   *     it
   * @param json the arguments as JSON text, or "" if there are none; size-capped by the engine, not
   *     otherwise checked
   * @param bytes the byte argument, empty if there is none
   */
  void start(String operation, String json, Bytes bytes, Completion completion);

  /** Where an operation's end is told. Thread-safe; the second and later calls do nothing. */
  interface Completion {
    /** Ends with a JSON value; "" is {@code undefined}. */
    void succeed(String json);

    /** Ends with bytes: the guest gets an {@code ArrayBuffer}. */
    void succeed(Bytes bytes);

    /** Ends with an error that the guest can catch. */
    void fail(HostException failure);

    /** Ends the whole run: a limit that the operation guards was passed. Not catchable. */
    void endRun(Outcome outcome, String message);
  }
}
