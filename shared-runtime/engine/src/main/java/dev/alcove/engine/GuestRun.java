package dev.alcove.engine;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Prelude;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import java.util.random.RandomGenerator;

/**
 * One run, ready to go: what to call, with what, and everything that it can perceive.
 *
 * @param tenant whose engine it runs on
 * @param module the module that has the handler
 * @param function the export (or, of a classic script, the top-level function) to call
 * @param prelude builds the realm's globals
 * @param binding JSON text that the prelude's {@code bind} gets
 * @param input JSON text that the prelude's {@code call} gets
 * @param inputBytes what {@code call} gets as an {@code ArrayBuffer}
 * @param dialect what the language offers
 * @param softTimeout whether the guest gets one catchable {@code TimeoutError} before a time limit
 *     (scripts do; CCF's limit cannot be caught)
 * @param mayPrepare whether a realm made ahead may serve it
 * @param operations all that the guest can reach
 */
public record GuestRun(
    TenantId tenant,
    Version version,
    String module,
    String function,
    Prelude prelude,
    String binding,
    String input,
    Bytes inputBytes,
    Dialect dialect,
    Limits limits,
    boolean softTimeout,
    boolean mayPrepare,
    HostOperations operations,
    Clock clock,
    RandomGenerator random) {

  /** Language features that can be switched off. */
  public record Dialect(boolean eval, boolean bigint) {}

  public GuestRun {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(version, "version is null");
    requireNonNull(module, "module is null");
    requireNonNull(function, "function is null");
    requireNonNull(prelude, "prelude is null");
    requireNonNull(binding, "binding is null");
    requireNonNull(input, "input is null");
    requireNonNull(inputBytes, "inputBytes is null");
    requireNonNull(dialect, "dialect is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(operations, "operations is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(random, "random is null");
  }

  /** What another run of the same kind needs of this one to be made ready; nothing of its input. */
  GuestRun pattern() {
    return new GuestRun(
        tenant,
        version,
        module,
        function,
        prelude,
        "",
        "",
        Bytes.EMPTY,
        dialect,
        limits,
        softTimeout,
        mayPrepare,
        HostOperations.NONE,
        clock,
        random);
  }
}
