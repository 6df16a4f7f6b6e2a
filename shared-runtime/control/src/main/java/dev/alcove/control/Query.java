package dev.alcove.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request's query, checked against the fields that its address takes. */
final class Query {
  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a raw query.
   *
   * @throws Refusal if there is a field that is not among {@code known}, or one that is there twice
   */
  static Query read(String raw, List<Field> known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (known.stream().noneMatch(field -> field.name().equals(name))) {
        throw Refusal.invalid(Shown.unknown("query parameter", name, known));
      }
      if (values.putIfAbsent(name, value) != null) {
        throw Refusal.invalid("Query parameter `" + name + "` is there twice.");
      }
    }
    return new Query(values);
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("`" + Shown.of(text) + "` is not properly percent-encoded.");
    }
  }

  /** The value, absent if the parameter is missing or empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether the parameter is {@code true}, or there without a value. */
  boolean flag(String name) {
    String value = values.getOrDefault(name, "false");
    return switch (value) {
      case "", "true" -> true;
      case "false" -> false;
      default -> throw Refusal.invalid("Query parameter `" + name + "` must be true or false.");
    };
  }

  Optional<Long> number(String name) {
    return text(name)
        .map(
            text -> {
              try {
                long number = Long.parseLong(text);
                if (number >= 0) {
                  return number;
                }
              } catch (NumberFormatException e) {
                // The same answer as for a negative number.
              }
              throw Refusal.invalid(
                  "Query parameter `" + name + "` must be a whole number, not negative.");
            });
  }

  /** The page size: 1 to {@code most}; more is refused, since less than asked for misleads. */
  int limit(int usual, int most) {
    long limit = number("limit").orElse((long) usual);
    if (limit < 1 || limit > most) {
      throw Refusal.invalid("Query parameter `limit` must be 1 to " + most + ".");
    }
    return (int) limit;
  }
}
