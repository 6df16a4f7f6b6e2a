package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What the registry knows of a version without its code.
 *
 * @param bytes the size of its sources
 */
public record VersionInfo(
    TenantId tenant,
    AppName app,
    VersionHash hash,
    Instant created,
    String author,
    String message,
    int modules,
    long bytes) {
  public VersionInfo {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(app, "app is null");
    requireNonNull(hash, "hash is null");
    requireNonNull(created, "created is null");
    requireNonNull(author, "author is null");
    requireNonNull(message, "message is null");
  }
}
