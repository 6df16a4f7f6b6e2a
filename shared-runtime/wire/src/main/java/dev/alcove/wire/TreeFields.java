package dev.alcove.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Takes the values of one object that a person wrote; what is not as it should be is a problem, and
 * the value counts as absent.
 */
public final class TreeFields {
  private final Tree.Obj object;
  private final String owner;
  private final TreeProblems problems;

  /**
   * Made for one object.
   *
   * @param owner what the object is, as a message says it
   */
  public TreeFields(Tree.Obj object, String owner, TreeProblems problems) {
    this.object = object;
    this.owner = owner;
    this.problems = problems;
  }

  public boolean has(String key) {
    return object.members().containsKey(key);
  }

  /** Where the object begins. */
  public Place place() {
    return object.place();
  }

  /** Where the key's value stands; the object's own place if it is absent. */
  public Place place(String key) {
    return object.get(key).map(Tree::place).orElse(object.place());
  }

  public Optional<Tree> value(String key) {
    return object.get(key);
  }

  /** A problem if the key is absent. */
  public boolean require(String key, String cure) {
    if (!has(key)) {
      problems.error(object.place(), capital(owner) + " has no `" + key + "`.", cure);
      return false;
    }
    return true;
  }

  /** Text that is not blank. */
  public Optional<String> text(String key) {
    return object.get(key).flatMap(value -> textOf(key, value));
  }

  private Optional<String> textOf(String key, Tree value) {
    if (value instanceof Tree.Text text) {
      if (!text.value().isBlank()) {
        return Optional.of(text.value());
      }
      problems.error(text.place(), "`" + key + "` of " + owner + " is empty.", "Write its value.");
      return Optional.empty();
    }
    return mistyped(key, value, "text");
  }

  public Optional<Tree.Obj> object(String key) {
    return object
        .get(key)
        .flatMap(
            value ->
                value instanceof Tree.Obj obj
                    ? Optional.of(obj)
                    : mistyped(key, value, "an object"));
  }

  public boolean flag(String key, boolean absent) {
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
  public <E> Optional<E> choice(String key, Map<String, E> words) {
    Optional<String> word = text(key);
    if (word.isPresent() && !words.containsKey(word.get())) {
      List<String> sorted = words.keySet().stream().sorted().toList();
      problems.error(
          place(key),
          "`" + key + "` of " + owner + " is `" + Shown.of(word.get()) + "`.",
          NearestName.cure(word.get(), sorted));
    }
    return word.flatMap(text -> Optional.ofNullable(words.get(text)));
  }

  /** A list of texts; items that are not text are problems and left out. */
  public List<Tree.Text> texts(String key) {
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

  public List<Tree> items(String key) {
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

  /** A whole number of at least 1 and at most {@code most}. */
  public OptionalLong count(String key, long most) {
    Optional<Tree> value = object.get(key);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    if (value.get() instanceof Tree.Num number) {
      double read = Double.parseDouble(number.digits());
      if (read >= 1 && read <= most && read == Math.rint(read)) {
        return OptionalLong.of((long) read);
      }
      problems.error(
          number.place(),
          "`" + key + "` of " + owner + " is " + Shown.of(number.digits()) + ".",
          "Write a whole number from 1 to " + most + ".");
      return OptionalLong.empty();
    }
    mistyped(key, value.get(), "a number");
    return OptionalLong.empty();
  }

  /** Every key but the known ones is a problem that suggests the nearest. */
  public void refuseOthers(Collection<String> known) {
    object
        .members()
        .forEach(
            (key, member) -> {
              if (!known.contains(key)) {
                problems.error(
                    member.place(),
                    capital(owner) + " has an unknown key `" + Shown.of(key) + "`.",
                    NearestName.cure(key, known.stream().sorted().toList()));
              }
            });
  }

  private <T> Optional<T> mistyped(String key, Tree value, String wanted) {
    problems.error(
        value.place(),
        "`" + key + "` of " + owner + " is " + value.kind() + ".",
        "It must be " + wanted + ".");
    return Optional.empty();
  }

  /** The sentence with a capital letter at its beginning. */
  public static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Some names as a message lists them. */
  public static String listed(Collection<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
