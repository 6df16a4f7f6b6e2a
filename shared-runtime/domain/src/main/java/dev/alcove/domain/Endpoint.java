package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A CCF endpoint: {@code reference} chapter 1 of CCF's app bundle.
 *
 * @param method upper case
 * @param path the URL template, without {@code /app}
 * @param module the bundle's module, relative to {@code src/}
 * @param function the name of the export
 * @param policies tried in order; empty means open to anyone
 * @param openapi the operation object as JSON text, {@code {}} if absent
 * @param validate whether {@code openapi} is enforced (ours)
 * @param interpreterReuse the key under which CCF keeps an interpreter for the next request; empty:
 *     a fresh one for each
 */
public record Endpoint(
    String method,
    PathTemplate path,
    String module,
    String function,
    Mode mode,
    List<AuthnPolicy> policies,
    String openapi,
    boolean openapiHidden,
    Validate validate,
    LimitOverrides limits,
    Optional<String> interpreterReuse) {

  /** Which sides of a call the {@code openapi} part is enforced on. */
  public enum Validate {
    OFF,
    REQUEST,
    BOTH
  }

  public Endpoint {
    method = method.toUpperCase(Locale.ROOT);
    requireNonNull(path, "path is null");
    requireNonNull(module, "module is null");
    requireNonNull(function, "function is null");
    requireNonNull(mode, "mode is null");
    policies = List.copyOf(policies);
    requireNonNull(openapi, "openapi is null");
    requireNonNull(validate, "validate is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(interpreterReuse, "interpreterReuse is null");
  }

  /** An endpoint with a fresh interpreter for each request. */
  public Endpoint(
      String method,
      PathTemplate path,
      String module,
      String function,
      Mode mode,
      List<AuthnPolicy> policies,
      String openapi,
      boolean openapiHidden,
      Validate validate,
      LimitOverrides limits) {
    this(
        method,
        path,
        module,
        function,
        mode,
        policies,
        openapi,
        openapiHidden,
        validate,
        limits,
        Optional.empty());
  }
}
