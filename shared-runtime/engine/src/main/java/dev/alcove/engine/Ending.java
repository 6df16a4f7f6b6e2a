package dev.alcove.engine;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Outcome;

/**
 * Why a run was ended from outside the guest's own doing.
 *
 * @param message for the script's author, a full sentence
 * @param endedBy for the receipt: which limit, used, allowed
 */
record Ending(Outcome outcome, ErrorCode code, String message, String endedBy) {
  static Ending of(Outcome outcome, String message, String endedBy) {
    return new Ending(outcome, ErrorCode.of(outcome), message, endedBy);
  }
}
