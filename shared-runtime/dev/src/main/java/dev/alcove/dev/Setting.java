package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * One setting and where its value comes from, as {@code alcove doctor} shows it.
 *
 * @param value as it is written
 */
public record Setting(String name, String value, Source source) {
  /** Who has decided a value; the later ones win. */
  public enum Source {
    DEFAULT,
    WORLD,
    ENVIRONMENT;

    /** The form for people. */
    public String text() {
      return this == WORLD ? "world.json" : name().toLowerCase(Locale.ROOT);
    }
  }

  public Setting {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
    requireNonNull(source, "source is null");
  }
}
