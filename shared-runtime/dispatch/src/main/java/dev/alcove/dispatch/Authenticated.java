package dev.alcove.dispatch;

import dev.alcove.domain.Caller;
import java.util.List;

/** What the policies of an entry say of a request. */
sealed interface Authenticated {
  /** One held: this is who calls. */
  record As(Caller caller) implements Authenticated {}

  /** None held: one reason for each that was tried, in order. */
  record Nobody(List<Refusal> refusals) implements Authenticated {}

  /** The credentials are good, but for another tenant. */
  record Elsewhere() implements Authenticated {}

  /** The manifest names a policy that does not exist. */
  record UnknownPolicy(String name) implements Authenticated {}

  /**
   * Why a policy did not hold.
   *
   * @param policy as CCF shows it: the names of a combination are joined with {@code +}
   * @param reason for the caller
   */
  record Refusal(String policy, String reason) {}
}
