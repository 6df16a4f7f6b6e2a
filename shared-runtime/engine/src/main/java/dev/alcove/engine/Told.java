package dev.alcove.engine;

/**
 * A thrown value as calls.js describes it: fields in a fixed order, each with its length before it,
 * since the texts are the guest's own.
 */
record Told(String name, String message, String stack, String code) {
  /** Reads {@code <length>:<text>} four times. */
  static Told read(String text) {
    String[] fields = {"Error", "", "", ""};
    int at = 0;
    for (int i = 0; i < fields.length && at < text.length(); i++) {
      int colon = text.indexOf(':', at);
      int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
      fields[i] = text.substring(colon + 1, end);
      at = end;
    }
    return new Told(fields[0], fields[1], fields[2], fields[3]);
  }
}
