package dev.alcove.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Takes the values of one object of the manifest; what is not as it should be is a finding. */
final class Fields {
  private final Tree.Obj object;
  private final String owner;
  private final Findings findings;

  /**
   * Made for one object.
   *
   * @param owner what the object is, as a message says it
   */
  Fields(Tree.Obj object, String owner, Findings findings) {
    this.object = object;
    this.owner = owner;
    this.findings = findings;
  }

  boolean has(String key) {
    return object.members().containsKey(key);
  }

  Place place() {
    return object.place();
  }

  /** Where the key's value stands; the object's own place if it is absent. */
  Place place(String key) {
    return object.get(key).map(Tree::place).orElse(object.place());
  }

  Optional<Tree> value(String key) {
    return object.get(key);
  }

  /** A problem if the key is absent. */
  boolean require(String key, String cure) {
    if (!has(key)) {
      findings.error(object.place(), capital(owner) + " has no `" + key + "`.", cure);
      return false;
    }
    return true;
  }

  Optional<String> text(String key) {
    return object.get(key).flatMap(value -> textOf(key, value));
  }

  private Optional<String> textOf(String key, Tree value) {
    if (value instanceof Tree.Text text) {
      if (!text.value().isBlank()) {
        return Optional.of(text.value());
      }
      findings.error(text.place(), "`" + key + "` of " + owner + " is empty.", "Write its value.");
      return Optional.empty();
    }
    return mistyped(key, value, "text");
  }

  Optional<Tree.Obj> object(String key) {
    return object
        .get(key)
        .flatMap(
            value ->
                value instanceof Tree.Obj obj
                    ? Optional.of(obj)
                    : mistyped(key, value, "an object"));
  }

  boolean flag(String key, boolean absent) {
    Optional<Tree> value = object.get(key);
    if (value.isEmpty()) {
      return absent;
    }
    if (value.get() instanceof Tree.Bool bool) {
      return bool.value();
    }
    mistyped(key, value.get(), "true or false");
    return absent;
  }

  /** One of some words. */
  <E> Optional<E> choice(String key, Map<String, E> words) {
    Optional<String> word = text(key);
    if (word.isPresent() && !words.containsKey(word.get())) {
      List<String> sorted = words.keySet().stream().sorted().toList();
      findings.error(
          place(key),
          "`" + key + "` of " + owner + " is `" + Shown.of(word.get()) + "`.",
          Nearest.cure(word.get(), sorted));
    }
    return word.flatMap(text -> Optional.ofNullable(words.get(text)));
  }

  /** A list of texts; items that are not text are findings and left out. */
  List<Tree.Text> texts(String key) {
    List<Tree.Text> texts = new ArrayList<>();
    for (Tree item : items(key)) {
      if (item instanceof Tree.Text text) {
        texts.add(text);
      } else {
        mistyped(key, item, "a list of texts");
      }
    }
    return texts;
  }

  List<Tree> items(String key) {
    Optional<Tree> value = object.get(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Tree.Arr array) {
      return array.items();
    }
    mistyped(key, value.get(), "a list, such as `[]`");
    return List.of();
  }

  /** A whole number of at least 1. */
  OptionalLong count(String key) {
    Optional<Tree> value = object.get(key);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    if (value.get() instanceof Tree.Num number) {
      double read = Double.parseDouble(number.digits());
      if (read >= 1 && read <= Integer.MAX_VALUE && read == Math.rint(read)) {
        return OptionalLong.of((long) read);
      }
      findings.error(
          number.place(),
          "`" + key + "` of " + owner + " is " + Shown.of(number.digits()) + ".",
          "Write a whole number from 1 to 2147483647.");
      return OptionalLong.empty();
    }
    mistyped(key, value.get(), "a number");
    return OptionalLong.empty();
  }

  /** Every key but the known ones is a problem that suggests the nearest. */
  void refuseOthers(Collection<String> known) {
    object
        .members()
        .forEach(
            (key, member) -> {
              if (!known.contains(key)) {
                findings.error(
                    member.place(),
                    capital(owner) + " has an unknown key `" + Shown.of(key) + "`.",
                    Nearest.cure(key, known.stream().sorted().toList()));
              }
            });
  }

  private <T> Optional<T> mistyped(String key, Tree value, String wanted) {
    findings.error(
        value.place(),
        "`" + key + "` of " + owner + " is " + value.kind() + ".",
        "It must be " + wanted + ".");
    return Optional.empty();
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Some names as a message lists them. */
  static String listed(Collection<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
