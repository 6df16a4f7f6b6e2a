package dev.alcove.domain;

import static dev.alcove.domain.ErrorOwner.EXHAUSTED;
import static dev.alcove.domain.ErrorOwner.PLATFORM;
import static dev.alcove.domain.ErrorOwner.TENANT;
import static java.util.Objects.requireNonNull;

/**
 * Every error that leaves the platform, with its owner, the HTTP status it becomes outside CCF
 * endpoints, and its cure. The names are part of the interface: appended to, never renamed.
 */
public enum ErrorCode {
  SCRIPT_THREW(TENANT, 500, "See the stack in the run's log: `alcove logs`."),
  COMPILE_FAILED(TENANT, 500, "Mend the source at the place named and deploy again."),
  NEVER_SETTLES(
      TENANT,
      500,
      "The handler awaits a promise that nothing can settle: resolve it, or set a timer."),
  TIMEOUT(EXHAUSTED, 504, "Do less in one run, or ask the platform team for a larger `wall_ms`."),
  CPU_LIMIT(EXHAUSTED, 504, "Do less in one run, or ask the platform team for a larger `cpu_ms`."),
  MEMORY_LIMIT(
      EXHAUSTED,
      500,
      "Keep less at once (work in batches), or ask the platform team for a larger `memory_mb`."),
  STACK_LIMIT(TENANT, 500, "Recurse less deeply, or use a loop."),
  OUTPUT_LIMIT(TENANT, 500, "Return less, or in pages."),
  HOST_CALLS_LIMIT(EXHAUSTED, 500, "Make fewer calls in one run, or split the work."),
  CANCELLED(TENANT, 500, "The run was cancelled; start it again if it was not meant."),
  CONFLICT(EXHAUSTED, 409, "Others changed the same data again and again; try later."),
  INVALID_INPUT(TENANT, 400, "Correct the request as the message says."),
  INVALID_ARGUMENT(TENANT, 400, "Correct the argument as the message says."),
  TOO_LARGE(TENANT, 413, "Send or store less at once."),
  NOT_FOUND(TENANT, 404, "Check the address; `alcove dev` prints the ones that exist."),
  METHOD_NOT_ALLOWED(TENANT, 405, "Use one of the methods in the `Allow` header."),
  UNAUTHENTICATED(TENANT, 401, "Send the credentials that the entry's `authn_policies` ask for."),
  FORBIDDEN(TENANT, 403, "Ask an administrator of the tenant for the permission."),
  CAPABILITY_MISSING(TENANT, 500, "Declare the capability in the manifest and deploy again."),
  READ_ONLY(TENANT, 500, "Use mode `readwrite` for an entry that writes."),
  RATE_LIMITED(EXHAUSTED, 429, "Wait as `Retry-After` says."),
  NO_FREE_SLOT(EXHAUSTED, 503, "Wait as `Retry-After` says."),
  TENANT_PAUSED(TENANT, 503, "The platform team has paused this tenant."),
  SCRIPTS_DISABLED(PLATFORM, 503, "The platform team has set SCRIPTS_ENABLED=false."),
  HOP_LIMIT(TENANT, 500, "Events caused by events went too deep: break the loop."),
  EVENT_BUDGET(TENANT, 500, "One event caused too many others: publish fewer."),
  CONFLICTING_DEPLOY(
      TENANT, 409, "Somebody deployed meanwhile: look at the live version, then again."),
  REFUSED_BUNDLE(TENANT, 400, "Mend every problem listed and deploy again."),
  MODULE_NOT_FOUND(
      TENANT, 500, "Import a module of the same app by its path, such as `./lib/tools.js`."),
  PLATFORM_FAILED(PLATFORM, 500, "Tell the platform team the request id."),
  ALREADY_EXISTS(TENANT, 409, "Choose another name, or change what is there.");

  private final ErrorOwner owner;
  private final int httpStatus;
  private final String cure;

  ErrorCode(ErrorOwner owner, int httpStatus, String cure) {
    this.owner = requireNonNull(owner, "owner is null");
    this.httpStatus = httpStatus;
    this.cure = requireNonNull(cure, "cure is null");
  }

  public ErrorOwner owner() {
    return owner;
  }

  /** The status of an answer that carries this error, outside CCF endpoints. */
  public int httpStatus() {
    return httpStatus;
  }

  /** What to do, as one sentence. */
  public String cure() {
    return cure;
  }

  /** The error that a run's outcome shows as. */
  public static ErrorCode of(Outcome outcome) {
    return switch (outcome) {
      case OK -> throw new IllegalArgumentException("a run that went well has no error");
      case THREW -> SCRIPT_THREW;
      case COMPILE_FAILED -> COMPILE_FAILED;
      case REJECTED -> INVALID_INPUT;
      case NOT_FOUND -> NOT_FOUND;
      case DENIED -> FORBIDDEN;
      case WALL_EXCEEDED -> TIMEOUT;
      case CPU_EXCEEDED -> CPU_LIMIT;
      case MEMORY_EXCEEDED -> MEMORY_LIMIT;
      case STACK_EXCEEDED -> STACK_LIMIT;
      case OUTPUT_EXCEEDED -> OUTPUT_LIMIT;
      case HOST_CALLS_EXCEEDED -> HOST_CALLS_LIMIT;
      case CONFLICT -> CONFLICT;
      case CANCELLED -> CANCELLED;
      case OVERLOADED -> NO_FREE_SLOT;
      case PLATFORM_FAILED -> PLATFORM_FAILED;
    };
  }
}
