package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

/**
 * Trusted JavaScript that builds a realm's globals before any guest code runs. The source is one
 * function expression of the engine's {@code core} object; what it may use is in the engine's
 * {@code core.js}.
 *
 * @param name how the receipt and the tests call it: {@code ccf}, {@code script}
 * @param source the function expression
 */
public record Prelude(String name, String source) {
  public Prelude {
    requireNonNull(name, "name is null");
    requireNonNull(source, "source is null");
  }
}
