package dev.alcove.bench;

import java.util.Map;

/** The figures that a child told, by name. */
record Told(Map<String, Double> figures) {
  Told {
    figures = Map.copyOf(figures);
  }

  double get(String name) {
    Double figure = figures.get(name);
    if (figure == null) {
      throw new IllegalStateException("the child did not tell " + name);
    }
    return figure;
  }
}
