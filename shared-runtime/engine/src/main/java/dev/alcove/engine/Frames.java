package dev.alcove.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a guest's {@code stack}: only the author's frames, named as in the bundle. The
 * text may be forged: it is matched line by line, and cut.
 */
final class Frames {
  private static final Pattern FRAME =
      Pattern.compile("    at (?:(.{1,100}?) \\()?([^()\\s]{1,200}):(\\d{1,9}):(\\d{1,9})\\)?");
  private static final int MOST_FRAMES = 50;
  private static final int MOST_LINES = 500;

  /** One frame of the author's. */
  record Frame(String function, String module, int line, int column) {
    @Override
    public String toString() {
      String place = module + ":" + line + ":" + column;
      return function.isEmpty() ? "at " + place : "at " + function + " (" + place + ")";
    }
  }

  private Frames() {}

  static List<Frame> of(String stack) {
    List<Frame> frames = new ArrayList<>();
    for (String line : stack.lines().limit(MOST_LINES).toList()) {
      Matcher matcher = FRAME.matcher(line);
      if (matcher.matches() && !Sources.isOurs(matcher.group(2)) && frames.size() < MOST_FRAMES) {
        String function = matcher.group(1) == null ? "" : matcher.group(1);
        frames.add(
            new Frame(
                function.equals(":module") ? "" : function,
                BundleFiles.unescaped(bare(matcher.group(2))),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4))));
      }
    }
    return frames;
  }

  /** A specifier as the loader names a source, without its way there. */
  static String bare(String specifier) {
    int at = 0;
    while (specifier.startsWith("./", at)
        || specifier.startsWith("../", at)
        || specifier.startsWith("/", at)) {
      at = specifier.indexOf('/', at) + 1;
    }
    return specifier.substring(at);
  }

  /** The innermost frame of the author's, or "". */
  static String first(String stack) {
    List<Frame> frames = of(stack);
    if (frames.isEmpty()) {
      return "";
    }
    Frame frame = frames.getFirst();
    return frame.module() + ":" + frame.line();
  }
}
