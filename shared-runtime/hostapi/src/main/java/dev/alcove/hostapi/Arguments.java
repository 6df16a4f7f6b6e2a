package dev.alcove.hostapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.HostException;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The arguments of one operation, as the guest sent them: the one place where they are checked.
 * Preludes check first and say it more kindly; nothing here relies on that. All methods throw
 * {@link HostException}.
 */
final class Arguments {
  private final JsonNode fields;

  private Arguments(JsonNode fields) {
    this.fields = fields;
  }

  static Arguments parse(String json) {
    if (json.isEmpty()) {
      return new Arguments(Json.object());
    }
    JsonNode tree;
    try {
      tree = Json.parse(json);
    } catch (FormatException e) {
      throw HostException.type("The arguments are not JSON.");
    }
    if (tree instanceof ObjectNode) {
      return new Arguments(tree);
    }
    throw HostException.type("The arguments must be an object.");
  }

  String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> HostException.type("`" + name + "` must be a text."));
  }

  Optional<String> optionalText(String name) {
    JsonNode value = fields.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw HostException.type("`" + name + "` must be a text.");
    }
    return Optional.of(value.textValue());
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : fields.path(name)) {
      if (!element.isTextual()) {
        throw HostException.type("`" + name + "` must be a list of texts.");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  boolean flag(String name) {
    JsonNode value = fields.path(name);
    if (!value.isBoolean()) {
      throw HostException.type("`" + name + "` must be true or false.");
    }
    return value.booleanValue();
  }

  double number(String name) {
    return optionalNumber(name)
        .orElseThrow(() -> HostException.type("`" + name + "` must be a number."));
  }

  OptionalDouble optionalNumber(String name) {
    JsonNode value = fields.path(name);
    if (value.isMissingNode()) {
      return OptionalDouble.empty();
    }
    // What is not finite in JavaScript is null in JSON.
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw HostException.type("`" + name + "` must be a number.");
    }
    return OptionalDouble.of(value.doubleValue());
  }

  /** A whole number of a range. */
  int integer(String name, int least, int most) {
    double number = number(name);
    if (number != Math.rint(number) || number < least || number > most) {
      throw HostException.range(
          "`" + name + "` must be a whole number from " + least + " to " + most + ".");
    }
    return (int) number;
  }

  int integerOr(String name, int otherwise, int least, int most) {
    return optionalNumber(name).isEmpty() ? otherwise : integer(name, least, most);
  }

  /** A whole number as JavaScript can say it, not negative. */
  long count(String name) {
    double number = number(name);
    if (number != Math.rint(number) || number < 0 || number > (double) (1L << 53)) {
      throw HostException.range("`" + name + "` must be a whole number, not negative.");
    }
    return (long) number;
  }
}
