package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

/**
 * One source of a version.
 *
 * @param name relative to {@code src/}, with forward slashes
 * @param source the text, as its author wrote it
 */
public record Module(String name, Kind kind, String source) {
  /** How a module's text is read. */
  public enum Kind {
    /** An ES module. */
    ESM,
    /** Neither imports nor exports, imported by nobody: its top-level functions are handlers. */
    CLASSIC,
    /** Data: the default export is the parsed value. */
    JSON
  }

  public Module {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(source, "source is null");
  }
}
