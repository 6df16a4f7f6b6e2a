package dev.alcove.dev;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes settings one by one and keeps everything that is wrong for the end. */
final class SettingsReader {
  private record Given(String value, Setting.Source source) {}

  private final Map<String, String> environment;
  private final Map<String, String> world;
  private final List<Setting> settings = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  SettingsReader(Map<String, String> environment, Map<String, String> world) {
    this.environment = environment;
    this.world = world;
  }

  boolean flag(String name, boolean absent) {
    Given given = take(name, String.valueOf(absent));
    return switch (given.value.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> {
        problem(name, given, "it is true or false");
        yield absent;
      }
    };
  }

  int number(String name, int absent, int least, int most) {
    Given given = take(name, String.valueOf(absent));
    try {
      int value = Integer.parseInt(given.value);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, in the same words as for a number out of range.
    }
    problem(name, given, "it is a whole number from " + least + " to " + most);
    return absent;
  }

  String text(String name, String absent) {
    return take(name, absent).value;
  }

  Path path(String name, Path absent) {
    Given given = take(name, absent.toString());
    try {
      return Path.of(given.value);
    } catch (InvalidPathException e) {
      problem(name, given, "it is not a path");
      return absent;
    }
  }

  /** All settings that were taken. */
  List<Setting> finish() {
    if (!problems.isEmpty()) {
      throw new DevException(problems);
    }
    return settings;
  }

  private Given take(String name, String absent) {
    Given given =
        given(environment, name, Setting.Source.ENVIRONMENT)
            .or(() -> given(world, name, Setting.Source.WORLD))
            .orElseGet(() -> new Given(absent, Setting.Source.DEFAULT));
    settings.add(new Setting(name, given.value, given.source));
    return given;
  }

  /** An empty variable counts as absent: that is how shells and Compose files clear one. */
  private static Optional<Given> given(
      Map<String, String> from, String name, Setting.Source source) {
    return Optional.ofNullable(from.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .map(value -> new Given(value, source));
  }

  private void problem(String name, Given given, String rule) {
    problems.add(
        name + "=" + given.value + " (" + given.source.text() + ") is not valid: " + rule + ".");
  }
}
