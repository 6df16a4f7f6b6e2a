package dev.alcove.lambda;

import dev.alcove.wire.Place;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeProblems;
import dev.alcove.wire.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes settings one by one from the environment and keeps everything that is wrong for the end.
 */
final class EnvironmentReader implements TreeProblems {
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** An empty variable counts as absent. */
  Optional<String> given(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  boolean flag(String name, boolean absent) {
    Optional<String> given = given(name);
    return switch (given.orElse(String.valueOf(absent)).toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> {
        problem(name + " is not true or false.");
        yield absent;
      }
    };
  }

  int number(String name, int absent, int least, int most) {
    Optional<String> given = given(name);
    if (given.isEmpty()) {
      return absent;
    }
    if (given.get().matches("\\d{1,9}")) {
      int value = Integer.parseInt(given.get());
      if (value >= least && value <= most) {
        return value;
      }
    }
    problem(name + " is not a whole number from " + least + " to " + most + ".");
    return absent;
  }

  <E> E choice(String name, E absent, Map<String, E> words) {
    Optional<String> given = given(name);
    if (given.isEmpty()) {
      return absent;
    }
    E value = words.get(given.get());
    if (value == null) {
      problem(
          name
              + " is not one of "
              + String.join(", ", words.keySet().stream().sorted().toList())
              + ".");
      return absent;
    }
    return value;
  }

  /** The JSON that a variable holds; empty if it is absent or was refused. */
  Optional<Tree> json(String name, String example) {
    return given(name)
        .flatMap(
            text ->
                TreeReader.read(
                    text, new Place(name, 1, 1), example, TreeReader.Doubles.REFUSED, this));
  }

  @Override
  public void error(Place place, String message, String cure) {
    String where =
        place.line() == 0 ? "" : " (line " + place.line() + ", column " + place.column() + ")";
    problem(place.file() + where + ": " + message + (cure.isEmpty() ? "" : " " + cure));
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
