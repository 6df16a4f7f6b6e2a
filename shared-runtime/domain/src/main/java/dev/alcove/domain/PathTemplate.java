package dev.alcove.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL template such as {@code /compute/{op}/{left}}: each parameter is at least one character
 * without a slash; several in one segment are possible. Literal text matches itself.
 */
public final class PathTemplate {
  private static final int MOST_CHARACTERS = 1024;

  private final String text;
  private final List<String> names;
  private final Pattern pattern;

  private PathTemplate(String text, List<String> names, Pattern pattern) {
    this.text = text;
    this.names = names;
    this.pattern = pattern;
  }

  /**
   * Reads a template.
   *
   * @throws InvalidValueException if a brace is not closed or a parameter has no name, or the text
   *     is longer than 1,024 characters
   */
  public static PathTemplate parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new InvalidValueException(
          "Path `" + Names.shown(text) + "` is longer than 1,024 characters.");
    }
    List<String> names = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      if (open < 0) {
        open = text.length();
      }
      if (open > at) {
        regex.append(Pattern.quote(text.substring(at, open)));
      }
      if (open == text.length()) {
        break;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new InvalidValueException(
            "Invalid templated path - missing closing curly bracket: " + Names.shown(text));
      }
      String name = text.substring(open + 1, close);
      if (name.isEmpty()) {
        throw new InvalidValueException(
            "Path `" + Names.shown(text) + "` has a parameter without a name: write `{name}`.");
      }
      names.add(name);
      regex.append("([^/]+)");
      at = close + 1;
    }
    return new PathTemplate(text, List.copyOf(names), Pattern.compile(regex.toString()));
  }

  /** Whether it has no parameters: such a path is found before any template. */
  public boolean isExact() {
    return names.isEmpty();
  }

  /** The names of the parameters, in order. */
  public List<String> names() {
    return names;
  }

  /**
   * The raw, still encoded values by name if {@code path} matches; the last of equal names wins.
   */
  public Optional<Map<String, String>> match(String path) {
    if (isExact()) {
      return path.equals(text) ? Optional.of(Map.of()) : Optional.empty();
    }
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      params.put(names.get(i), matcher.group(i + 1));
    }
    return Optional.of(params);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathTemplate template && template.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The template as written. */
  @Override
  public String toString() {
    return text;
  }
}
