package dev.alcove.domain;

import java.util.regex.Pattern;

/**
 * The name of a version: 64 lower-case hex digits, the SHA-256 over the canonical {@code app.json}
 * (RFC 8785) and then each module, sorted by name, as length-prefixed name and bytes.
 */
public record VersionHash(String value) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public VersionHash {
    Names.check(value, "Version", SHAPE, "it is 64 lower-case hex digits");
  }

  /** The first 12 digits, as people write them. */
  public String shortForm() {
    return value.substring(0, 12);
  }

  @Override
  public String toString() {
    return value;
  }
}
