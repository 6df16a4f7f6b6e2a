package dev.alcove.engine;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one process runs guests. The limits of a single run are not here: they come with it.
 *
 * @param runsAtOnce runs at one time, those that wait for the host included; 10 as {@code
 *     SCRIPT_VM_POOL_SIZE}, on Lambda 1
 * @param preparedRealms realms ready at one time over all tenants; {@code SCRIPT_VM_POOL_SIZE}, 0
 *     switches preparation off
 * @param preparedBytes what ready realms may weigh together by our estimate, bytes: a realm of a 1
 *     MB bundle keeps 2 MB
 * @param admissionMillis the longest that a run waits for its place and its memory, milliseconds;
 *     {@code SCRIPT_VM_TIMEOUT_SECONDS}
 * @param blankEngines engines made ahead of the first run of a tenant: making one takes some
 *     milliseconds
 * @param cachedBytes what tenants' engines may weigh together by our estimate, bytes: a parsed 1 MB
 *     bundle keeps 39 MB
 * @param heapDivisor runs share the process while the sum of their memory limits is at most the
 *     heap divided by this: 3, since a limit may be passed to 2.3 times before the guest is stopped
 * @param graceMillis from the cancelling of a run to the verdict that its thread will not end,
 *     milliseconds: 1,000, on Lambda 250; up to 277 was measured as normal
 * @param argumentBytes the largest argument of a host operation, bytes: 8 MB, above every limit
 *     that an operation has of its own
 * @param timersAtOnce timers that one run may have at once: 1,000 is above any honest use
 * @param stackBytes the native stack of a guest thread: 16 MB, so that the deepest guest recursion
 *     that limits allow leaves room for the host below it
 * @param loadClasses whether to load and initialise the engine's classes in the background
 * @param inspector the tenant whose scripts a debugger may look into; empty, except on the laptop
 *     of who writes them
 */
public record EngineSettings(
    int runsAtOnce,
    int preparedRealms,
    long preparedBytes,
    long admissionMillis,
    int blankEngines,
    long cachedBytes,
    int heapDivisor,
    long graceMillis,
    int argumentBytes,
    int timersAtOnce,
    long stackBytes,
    boolean loadClasses,
    Optional<Inspector> inspector) {
  private static final int MB = 1024 * 1024;

  /** The laptop's. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          10, 10, 64L * MB, 30_000, 2, 192L * MB, 3, 1_000, 8 * MB, 1_000, 16L * MB, true);

  /**
   * Opens one tenant's engine to Chrome's inspector, at a free port of the loopback address. It
   * needs an engine that trusts its guests, so that tenant's scripts run <b>without the
   * sandbox</b>; all others keep it.
   *
   * @param path a secret: who knows it and is on this machine can run anything in the tenant's
   *     realms
   */
  public record Inspector(TenantId tenant, String path) {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9-]{16,64}");

    public Inspector {
      requireNonNull(tenant, "tenant is null");
      if (!PATH.matcher(path).matches()) {
        throw new InvalidValueException(
            "The inspector's path must be 16 to 64 letters, digits and hyphens.");
      }
    }
  }

  public EngineSettings {
    atLeast(1, runsAtOnce, "runsAtOnce");
    atLeast(0, preparedRealms, "preparedRealms");
    atLeast(0, preparedBytes, "preparedBytes");
    atLeast(0, admissionMillis, "admissionMillis");
    atLeast(0, blankEngines, "blankEngines");
    atLeast(0, cachedBytes, "cachedBytes");
    atLeast(1, heapDivisor, "heapDivisor");
    atLeast(1, graceMillis, "graceMillis");
    atLeast(1, argumentBytes, "argumentBytes");
    atLeast(1, timersAtOnce, "timersAtOnce");
    atLeast(MB, stackBytes, "stackBytes");
    requireNonNull(inspector, "inspector is null");
  }

  /** Without an inspector. */
  public EngineSettings(
      int runsAtOnce,
      int preparedRealms,
      long preparedBytes,
      long admissionMillis,
      int blankEngines,
      long cachedBytes,
      int heapDivisor,
      long graceMillis,
      int argumentBytes,
      int timersAtOnce,
      long stackBytes,
      boolean loadClasses) {
    this(
        runsAtOnce,
        preparedRealms,
        preparedBytes,
        admissionMillis,
        blankEngines,
        cachedBytes,
        heapDivisor,
        graceMillis,
        argumentBytes,
        timersAtOnce,
        stackBytes,
        loadClasses,
        Optional.empty());
  }

  /**
   * The same with an inspector. Nothing is made ahead: what a module does at its top level is to be
   * seen in the run that asks for it.
   */
  public EngineSettings inspectedBy(Inspector inspector) {
    return new EngineSettings(
        runsAtOnce,
        0,
        preparedBytes,
        admissionMillis,
        blankEngines,
        cachedBytes,
        heapDivisor,
        graceMillis,
        argumentBytes,
        timersAtOnce,
        stackBytes,
        loadClasses,
        Optional.of(inspector));
  }

  private static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new InvalidValueException("Setting `" + name + "` must be at least " + least + ".");
    }
  }
}
