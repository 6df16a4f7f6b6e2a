package dev.alcove.domain;

import java.util.regex.Pattern;

/**
 * Names one invocation; it stays the same when the invocation is tried again, so a script can use
 * it as an idempotency key. 1 to 64 letters, digits, dots, colons, underscores and hyphens.
 */
public record ExecutionId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  public ExecutionId {
    Names.check(value, "Execution id", SHAPE, "use 1 to 64 letters, digits and . : _ -");
  }

  @Override
  public String toString() {
    return value;
  }
}
