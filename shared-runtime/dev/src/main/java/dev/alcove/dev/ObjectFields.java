package dev.alcove.dev;

import dev.alcove.dev.Positioned.Member;
import dev.alcove.dev.Positioned.Spot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Takes the values of one object of a world file; what is not as it should be is a complaint. */
final class ObjectFields {
  private final Positioned.Obj object;
  private final String owner;
  private final Complaints complaints;

  /**
   * Made for one object, of which only {@code known} keys are expected.
   *
   * @param owner what it is, as a message says it
   */
  ObjectFields(
      Positioned.Obj object, String owner, Collection<String> known, Complaints complaints) {
    this.object = object;
    this.owner = owner;
    this.complaints = complaints;
    object
        .members()
        .forEach(
            (key, member) -> {
              if (!known.contains(key)) {
                complaints.add(
                    member.spot(),
                    capital("key `" + key + "` of " + owner + " is not known."),
                    NearestName.cure(key, known));
              }
            });
  }

  Spot spot() {
    return object.spot();
  }

  /** Where the value stands; the object itself if it is absent. */
  Spot spot(String key) {
    Member member = object.members().get(key);
    return member == null ? object.spot() : member.value().spot();
  }

  Optional<Positioned> value(String key) {
    return Optional.ofNullable(object.members().get(key)).map(Member::value);
  }

  /** Text that is not blank; absent is a complaint. */
  Optional<String> required(String key) {
    if (value(key).isEmpty()) {
      complaints.add(spot(), capital(owner + " has no `" + key + "`."), "Add it.");
    }
    return text(key);
  }

  /** Text that is not blank. */
  Optional<String> text(String key) {
    return value(key).flatMap(value -> textOf("`" + key + "` of " + owner, value));
  }

  Optional<String> textOf(String what, Positioned value) {
    if (!(value instanceof Positioned.Text text)) {
      mistyped(what, value, "text");
      return Optional.empty();
    }
    if (text.value().isBlank()) {
      complaints.add(text.spot(), capital(what + " is empty."), "Write its value.");
      return Optional.empty();
    }
    return Optional.of(text.value());
  }

  /** A whole number of at least 1 and at most {@code most}. */
  OptionalLong count(String key, long most) {
    Optional<Positioned> value = value(key);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    if (value.get() instanceof Positioned.Literal literal
        && literal.written().matches("[0-9]{1,15}")) {
      long number = Long.parseLong(literal.written());
      if (number >= 1 && number <= most) {
        return OptionalLong.of(number);
      }
    }
    complaints.add(
        value.get().spot(),
        capital("`" + key + "` of " + owner + " is not a whole number from 1 to " + most + "."),
        "Write one, without quotes.");
    return OptionalLong.empty();
  }

  List<Positioned> items(String key) {
    Optional<Positioned> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Positioned.Arr array) {
      return array.items();
    }
    mistyped("`" + key + "` of " + owner, value.get(), "a list, such as `[]`");
    return List.of();
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Positioned item : items(key)) {
      textOf("An item of `" + key + "` of " + owner, item).ifPresent(texts::add);
    }
    return texts;
  }

  SequencedMap<String, Member> members(String key) {
    Optional<Positioned> value = value(key);
    if (value.isEmpty()) {
      return new LinkedHashMap<>();
    }
    if (value.get() instanceof Positioned.Obj inner) {
      return inner.members();
    }
    mistyped("`" + key + "` of " + owner, value.get(), "an object, such as `{}`");
    return new LinkedHashMap<>();
  }

  void mistyped(String what, Positioned value, String wanted) {
    complaints.add(
        value.spot(), capital(what + " is " + value.kind() + "."), "Write " + wanted + ".");
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
