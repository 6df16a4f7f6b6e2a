package dev.alcove.lambda;

import dev.alcove.aws.SettingsException;
import dev.alcove.engine.GuestEngine.Execution;
import java.util.List;

/**
 * Holds what runs guests in this process against what was meant to: a compiler that is not found
 * says so nowhere else, and all that is left of it is that everything is slower.
 */
final class ExpectedEngine {
  private ExpectedEngine() {}

  /**
   * Lets the process start, or not.
   *
   * @throws SettingsException if the two differ
   */
  static void check(Execution wanted, Execution found) {
    if (wanted != found) {
      throw new SettingsException(
          List.of(
              switch (wanted) {
                case COMPILED ->
                    "ALCOVE_GRAAL_JIT is on, but scripts are interpreted here: JAVA_TOOL_OPTIONS"
                        + " must name the compiler's folder, as template.yaml does.";
                case INTERPRETED ->
                    "ALCOVE_GRAAL_JIT is off, but scripts are compiled here: take the compiler out"
                        + " of JAVA_TOOL_OPTIONS, as template.yaml does.";
              }));
    }
  }
}
