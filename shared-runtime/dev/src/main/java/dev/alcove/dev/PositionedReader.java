package dev.alcove.dev;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.alcove.dev.Positioned.Member;
import dev.alcove.dev.Positioned.Spot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads JSON text with the place of each value; Jackson's own tree forgets them. */
final class PositionedReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
          .build();

  private final Complaints complaints;
  private final JsonParser parser;

  private PositionedReader(Complaints complaints, JsonParser parser) {
    this.complaints = complaints;
    this.parser = parser;
  }

  /** The value; empty if the text is not JSON, which is then among the complaints. */
  static Optional<Positioned> read(String text, Complaints complaints) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      PositionedReader reader = new PositionedReader(complaints, parser);
      if (parser.nextToken() == null) {
        complaints.add(Spot.START, "The file is empty.", "Write `{\"tenants\": []}`.");
        return Optional.empty();
      }
      Positioned value = reader.value();
      if (parser.nextToken() != null) {
        complaints.add(
            spot(parser.currentTokenLocation()),
            "The JSON goes on after its end.",
            "Remove what follows the closing bracket.");
        return Optional.empty();
      }
      return Optional.of(value);
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
      complaints.add(
          e.getLocation() == null ? Spot.START : spot(e.getLocation()),
          "This is not JSON: " + (reason.endsWith(".") ? reason : reason + "."),
          "");
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("reading a string does no input", e);
    }
  }

  private Positioned value() throws IOException {
    Spot spot = spot(parser.currentTokenLocation());
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(spot);
      case START_ARRAY -> array(spot);
      case VALUE_STRING -> new Positioned.Text(spot, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
          new Positioned.Literal(spot, parser.getText());
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value begins with " + token);
    };
  }

  private Positioned object(Spot spot) throws IOException {
    SequencedMap<String, Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Spot keySpot = spot(parser.currentTokenLocation());
      String key = parser.currentName();
      parser.nextToken();
      Member earlier = members.putIfAbsent(key, new Member(keySpot, value()));
      if (earlier != null) {
        complaints.add(
            keySpot,
            "Key `" + key + "` is already there in line " + earlier.spot().line() + ".",
            "Remove one of the two.");
      }
    }
    return new Positioned.Obj(spot, members);
  }

  private Positioned array(Spot spot) throws IOException {
    List<Positioned> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new Positioned.Arr(spot, items);
  }

  private static Spot spot(JsonLocation location) {
    return new Spot(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
