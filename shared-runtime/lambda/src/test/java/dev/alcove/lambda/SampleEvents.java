package dev.alcove.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The events of the folder {@code events}, which {@code sam local invoke} sends too. */
final class SampleEvents {
  private static final Path FOLDER = Path.of("../../events");

  private SampleEvents() {}

  static Bytes of(String name) {
    try {
      return Bytes.owning(Files.readAllBytes(FOLDER.resolve(name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T good(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Good<T>(T value) -> value;
      case Decoded.Unreadable<T>(String why) -> throw new AssertionError(why);
    };
  }

  static <T> String why(Decoded<T> decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
    return ((Decoded.Unreadable<T>) decoded).why();
  }
}
