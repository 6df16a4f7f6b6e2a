package dev.alcove.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads JSON text into a {@link Tree}. Our own builder over Jackson's tokens, because Jackson's
 * tree forgets where its values stood.
 */
public final class TreeReader {
  private static final int MOST_DEPTH = 200;
  private static final int MOST_DIGITS = 400;

  /** The longest text is a module: a bundle has 4 MB, and its escapes make it no longer. */
  private static final int MOST_TEXT = 16 * 1024 * 1024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxNumberLength(MOST_DIGITS)
                  .maxNameLength(50_000)
                  .maxStringLength(MOST_TEXT)
                  .build())
          .build();

  /** What is said about a key that an object has twice. */
  public enum Doubles {
    /** JavaScript's rule: the last counts, in silence. */
    LAST_WINS,
    REFUSED
  }

  private final Place start;
  private final String example;
  private final Doubles doubles;
  private final TreeProblems problems;
  private final JsonParser parser;

  private TreeReader(
      Place start, String example, Doubles doubles, TreeProblems problems, JsonParser parser) {
    this.start = start;
    this.example = example;
    this.doubles = doubles;
    this.problems = problems;
    this.parser = parser;
  }

  /**
   * The value that the text is; empty if it is not JSON, which is then among the problems.
   *
   * @param start where the text's first character stands; its column is less than 1 if the text has
   *     a beginning that its author did not write
   * @param example what could stand there, for a text that is empty
   */
  public static Optional<Tree> read(
      String text, Place start, String example, Doubles doubles, TreeProblems problems) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new TreeReader(start, example, doubles, problems, parser).read();
    } catch (IOException e) {
      throw new IllegalStateException("reading a string does no input", e);
    }
  }

  private Optional<Tree> read() throws IOException {
    try {
      if (parser.nextToken() == null) {
        problems.error(
            new Place(start.file(), start.line(), Math.max(1, start.column())),
            "There is no JSON here.",
            "Write an object, such as `" + example + "`.");
        return Optional.empty();
      }
      Tree tree = value();
      if (parser.nextToken() != null) {
        problems.error(
            place(parser.currentTokenLocation()),
            "The JSON goes on after its end.",
            "Remove what follows the closing bracket.");
        return Optional.empty();
      }
      return Optional.of(tree);
    } catch (JsonProcessingException e) {
      // Jackson's own limits come without a place.
      JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      problems.error(place(location), "This is not JSON: " + reason(e), "");
      return Optional.empty();
    }
  }

  private static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
    if (message.contains("maybe a (non-standard) comment")) {
      return "comments are not part of it. Remove the comment.";
    }
    if (message.contains("nesting depth")) {
      return "it is nested more than " + MOST_DEPTH + " levels deep. Make it flatter.";
    }
    if (message.contains("Number value length")) {
      return "a number has more than " + MOST_DIGITS + " digits. Write it as text.";
    }
    message = message.replaceAll(" \\(code \\d+[^)]*\\)", "");
    return message.endsWith(".") ? message : message + ".";
  }

  private Tree value() throws IOException {
    Place place = place(parser.currentTokenLocation());
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(place);
      case START_ARRAY -> array(place);
      case VALUE_STRING -> text(place);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(place);
      case VALUE_TRUE -> new Tree.Bool(place, true);
      case VALUE_FALSE -> new Tree.Bool(place, false);
      case VALUE_NULL -> new Tree.Nil(place);
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value begins with " + token);
    };
  }

  private Tree object(Place place) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    SequencedMap<String, Tree.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Place keyPlace = place(parser.currentTokenLocation());
      String key = wellFormed(parser.currentName(), keyPlace);
      parser.nextToken();
      Tree.Member earlier = members.remove(key);
      members.put(key, new Tree.Member(keyPlace, value()));
      if (earlier != null && doubles == Doubles.REFUSED) {
        problems.error(
            keyPlace,
            "Key `" + Shown.of(key) + "` is already there in line " + earlier.place().line() + ".",
            "Remove one of the two.");
      }
    }
    int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
    return new Tree.Obj(place, members, start, end);
  }

  private Tree array(Place place) throws IOException {
    List<Tree> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new Tree.Arr(place, items);
  }

  private Tree text(Place place) throws IOException {
    return new Tree.Text(place, wellFormed(parser.getText(), place));
  }

  /** Half a surrogate pair has no UTF-8: it could be neither stored nor hashed. */
  private String wellFormed(String text, Place place) {
    int at = Characters.loneSurrogate(text);
    if (at < 0) {
      return text;
    }
    problems.error(
        place,
        String.format("The text has half a character (\\u%04x).", (int) text.charAt(at)),
        "Write the whole character, or both of its \\u escapes.");
    return "";
  }

  private Tree number(Place place) throws IOException {
    String digits = parser.getText();
    if (!Double.isFinite(Double.parseDouble(digits))) {
      problems.error(
          place, "The number is larger than any that JavaScript has.", "Write it as text.");
      return new Tree.Num(place, "1");
    }
    return new Tree.Num(place, digits);
  }

  private Place place(JsonLocation location) {
    int line = Math.max(1, location.getLineNr());
    int column = Math.max(1, location.getColumnNr());
    return line == 1
        ? new Place(start.file(), start.line(), Math.max(1, column + start.column() - 1))
        : new Place(start.file(), line + start.line() - 1, column);
  }
}
