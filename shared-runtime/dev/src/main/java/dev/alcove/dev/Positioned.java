package dev.alcove.dev;

import java.util.List;
import java.util.SequencedMap;

/** A JSON value that knows its line and column, so that each problem of a world can name them. */
sealed interface Positioned {
  Spot spot();

  /** What it is, as a message says it. */
  String kind();

  /** A place in the file, both from 1. */
  record Spot(int line, int column) {
    static final Spot START = new Spot(1, 1);
  }

  /** A key of an object and its value. */
  record Member(Spot spot, Positioned value) {}

  record Obj(Spot spot, SequencedMap<String, Member> members) implements Positioned {
    @Override
    public String kind() {
      return "an object";
    }
  }

  record Arr(Spot spot, List<Positioned> items) implements Positioned {
    @Override
    public String kind() {
      return "a list";
    }
  }

  record Text(Spot spot, String value) implements Positioned {
    @Override
    public String kind() {
      return "text";
    }
  }

  /** A number, true, false or null, as written. */
  record Literal(Spot spot, String written) implements Positioned {
    @Override
    public String kind() {
      return "`" + written + "`";
    }
  }
}
