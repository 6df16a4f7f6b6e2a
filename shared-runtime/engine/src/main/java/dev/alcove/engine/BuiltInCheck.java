package dev.alcove.engine;

import org.jspecify.annotations.Nullable;

/**
 * What the guard asks of a call of a built-in that GraalJS cannot interrupt, or that may take
 * memory without a bound: each of them was measured to run on for seconds or for ever after a
 * cancel, or to end the process. Honest use never meets a limit here. One for all realms.
 */
interface BuiltInCheck {
  /**
   * Whether it can be seen at a glance that the call does no harm. Any other is looked at closely.
   * Part of compiled code.
   *
   * @param arguments the call's: this, the function, for some what {@code new} was said of, then
   *     what is given
   * @param first index of the first that is given
   */
  default boolean harmless(Object[] arguments, int first) {
    return false;
  }

  /**
   * Looks closely. What has to be converted to be measured is replaced by what it became, so that
   * no guest code answers a second time and otherwise.
   *
   * @return the call's value if there is no need for the built-in any more, null to let it go on
   */
  @Nullable Object look(BuiltInCall call);
}
