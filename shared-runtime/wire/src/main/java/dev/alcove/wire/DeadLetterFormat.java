package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.Outcome;

/** A queued run that was given up. */
public final class DeadLetterFormat {
  private static final Form<DeadLetter> FORM =
      Form.of("dead letter", 1, DeadLetterFormat::put, DeadLetterFormat::take);

  private DeadLetterFormat() {}

  public static Bytes write(DeadLetter letter) {
    return FORM.write(letter);
  }

  /**
   * Reads a dead letter.
   *
   * @throws FormatException if it is not one
   */
  public static DeadLetter read(Bytes bytes) {
    return FORM.read(bytes);
  }

  private static void put(DeadLetter letter, FieldWriter out) {
    out.object("run", letter.run(), QueuedRunFormat::put);
    out.constant("outcome", letter.outcome());
    out.number("attempts", letter.attempts());
    out.text("reason", letter.reason());
    out.time("at", letter.at());
  }

  private static DeadLetter take(FieldReader in) {
    return new DeadLetter(
        in.object("run", QueuedRunFormat::take),
        in.constant("outcome", Outcome.class),
        in.integer("attempts"),
        in.text("reason"),
        in.time("at"));
  }
}
