package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Credentials of AWS that are bound to one tenant and expire: all that a run of the strict tier can
 * reach the stores with.
 */
public record Session(String accessKeyId, String secretAccessKey, String token, Instant expires) {
  public Session {
    requireNonNull(accessKeyId, "accessKeyId is null");
    requireNonNull(secretAccessKey, "secretAccessKey is null");
    requireNonNull(token, "token is null");
    requireNonNull(expires, "expires is null");
  }

  /** Without what opens anything: this may get into a log. */
  @Override
  public String toString() {
    return "Session[expires=" + expires + "]";
  }
}
