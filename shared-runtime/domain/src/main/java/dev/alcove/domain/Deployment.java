package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * The act of making a version live.
 *
 * @param number from 1, per tenant
 * @param version empty: the app was removed
 * @param deployer who did it, with the permissions of that moment
 * @param replaced what was live before
 */
public record Deployment(
    TenantId tenant,
    AppName app,
    long number,
    Optional<VersionHash> version,
    User deployer,
    String message,
    Instant time,
    Optional<VersionHash> replaced) {
  public Deployment {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(app, "app is null");
    requireNonNull(version, "version is null");
    requireNonNull(deployer, "deployer is null");
    requireNonNull(message, "message is null");
    requireNonNull(time, "time is null");
    requireNonNull(replaced, "replaced is null");
  }
}
