package dev.alcove.domain;

/**
 * The name of an app within its tenant: {@code [a-z0-9]} and inner {@code -}, 1 to 40 characters.
 */
public record AppName(String value) implements Comparable<AppName> {
  /** The app that CCF's {@code set_js_app} replaces. */
  public static final AppName MAIN = new AppName("main");

  public AppName {
    Names.check(value, "App name", Names.KEBAB, "use 1 to 40 of a-z, 0-9 and, inside, the hyphen");
  }

  @Override
  public int compareTo(AppName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
