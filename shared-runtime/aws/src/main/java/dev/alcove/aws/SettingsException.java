package dev.alcove.aws;

import java.util.List;

/** The environment does not say, or says wrongly, where things are. Names every problem. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Says all of them, one in a line. */
  public SettingsException(List<String> problems) {
    super("The settings have problems:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** A full sentence for each setting that is missing or wrong. */
  public List<String> problems() {
    return problems;
  }
}
