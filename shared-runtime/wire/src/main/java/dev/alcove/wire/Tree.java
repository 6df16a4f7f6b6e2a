package dev.alcove.wire;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A JSON value that knows where it stands, so that each problem can name line and column. */
public sealed interface Tree {
  /** Where it begins. */
  Place place();

  /** What it is, as a message says it. */
  String kind();

  /** What JavaScript's {@code typeof} says of it. */
  String typeOf();

  /**
   * An object; of equal keys the last is kept, as everywhere in JavaScript.
   *
   * @param start the offset of its first character in the text
   * @param end the offset behind its last
   */
  record Obj(Place place, SequencedMap<String, Member> members, int start, int end)
      implements Tree {
    /** The value at a key. */
    public Optional<Tree> get(String key) {
      return Optional.ofNullable(members.get(key)).map(Member::value);
    }

    @Override
    public String kind() {
      return "an object";
    }

    @Override
    public String typeOf() {
      return "object";
    }
  }

  /** A key of an object, with its value. */
  record Member(Place place, Tree value) {}

  record Arr(Place place, List<Tree> items) implements Tree {
    @Override
    public String kind() {
      return "an array";
    }

    @Override
    public String typeOf() {
      return "object";
    }
  }

  record Text(Place place, String value) implements Tree {
    @Override
    public String kind() {
      return "text";
    }

    @Override
    public String typeOf() {
      return "string";
    }
  }

  /**
   * A number.
   *
   * @param digits as written
   */
  record Num(Place place, String digits) implements Tree {
    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public String typeOf() {
      return "number";
    }
  }

  record Bool(Place place, boolean value) implements Tree {
    @Override
    public String kind() {
      return String.valueOf(value);
    }

    @Override
    public String typeOf() {
      return "boolean";
    }
  }

  record Nil(Place place) implements Tree {
    @Override
    public String kind() {
      return "null";
    }

    @Override
    public String typeOf() {
      return "object";
    }
  }
}
