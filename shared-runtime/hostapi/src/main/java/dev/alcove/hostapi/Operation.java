package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import java.util.function.Supplier;

/** One thing that a guest can ask for. */
interface Operation {
  /**
   * Starts on the guest's own thread, so that calls begin in the order of the script; what waits
   * for a store is left to {@link Answer.Later}. {@code HostException} is the guest's error,
   * anything else the platform's.
   */
  Answer start(RunState run, Arguments arguments, Bytes bytes);

  /** An operation that asks a store from its first step on. */
  static Operation blocking(Operation work) {
    return (run, arguments, bytes) -> new Answer.Later(() -> work.start(run, arguments, bytes));
  }

  /** How an operation goes on or ends well. */
  sealed interface Answer {
    /** {@code undefined}. */
    Answer NOTHING = new Json("");

    /**
     * A value.
     *
     * @param text JSON, "" for {@code undefined}
     */
    record Json(String text) implements Answer {}

    /** Bytes: an {@code ArrayBuffer} for the guest. */
    record Data(Bytes bytes) implements Answer {}

    /** The rest is done on a thread of the platform's. */
    record Later(Supplier<Answer> rest) implements Answer {}

    static Answer json(String text) {
      return new Json(text);
    }

    static Answer bool(boolean value) {
      return new Json(value ? "true" : "false");
    }
  }
}
