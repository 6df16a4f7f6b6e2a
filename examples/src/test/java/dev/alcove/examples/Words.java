package dev.alcove.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command line's words, with quotes as a shell reads them; {@code $(...)} stays one word. */
record Words(List<String> all) {
  Words {
    all = List.copyOf(all);
  }

  static Words of(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && depth == 0 && c == ' ') {
        words.add(word.toString());
        word.setLength(0);
      } else if (depth == 0 && (c == quote || (quote == 0 && (c == '\'' || c == '"')))) {
        quote = quote == 0 ? c : 0;
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        word.append(c);
      }
    }
    words.add(word.toString());
    return new Words(words.stream().filter(w -> !w.isEmpty()).toList());
  }

  /** What follows each of the given options; other words that are no option are the rest. */
  List<Map.Entry<String, String>> options() {
    List<Map.Entry<String, String>> options = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).startsWith("-") && i + 1 < all.size()) {
        options.add(Map.entry(all.get(i), all.get(++i)));
      } else {
        options.add(Map.entry("", all.get(i)));
      }
    }
    return options;
  }

  String option(String name) {
    return options().stream()
        .filter(option -> option.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
