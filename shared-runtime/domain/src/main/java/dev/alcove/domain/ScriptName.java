package dev.alcove.domain;

/** The name of a script, unique over the apps of its tenant: 1 to 64 characters. */
public record ScriptName(String value) implements Comparable<ScriptName> {
  public ScriptName {
    Names.check(
        value,
        "Script name",
        Names.SCRIPT,
        "use 1 to 64 letters, digits and, inside, dots, hyphens and underscores");
  }

  @Override
  public int compareTo(ScriptName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
