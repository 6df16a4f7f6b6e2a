package dev.alcove.wire;

/** Takes what is wrong with a text that a person wrote, each problem with its place. */
public interface TreeProblems {
  /**
   * Something that must be mended.
   *
   * @param message what is wrong, as one or more sentences
   * @param cure what to do about it, as a sentence; "" if the message says it
   */
  void error(Place place, String message, String cure);
}
