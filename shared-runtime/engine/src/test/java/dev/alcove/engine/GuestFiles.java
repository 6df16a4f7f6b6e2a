package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and writes the files under {@code src/test/guest}. */
final class GuestFiles {
  static final Path ROOT = Path.of("src/test/guest");

  private GuestFiles() {}

  static List<Path> cases() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(file -> file.toString().endsWith(".js")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line may be a comment with settings; {@code //// name} begins another module. */
  static Guests read(Path file) throws IOException {
    String[] parts = Files.readString(file).split("(?m)^//// ", -1);
    String settings = parts[0].startsWith("// ") ? parts[0].lines().findFirst().orElse("") : "";
    Guests guests =
        settings.contains("kind=classic") ? Guests.classic(parts[0]) : Guests.esm(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      String[] nameAndSource = parts[i].split("\n", 2);
      guests = guests.with(nameAndSource[0], nameAndSource[1]);
    }
    return guests
        .host(new TestHost())
        .bytes(Bytes.utf8("in"))
        .dialect(settings.contains("eval"), settings.contains("bigint"))
        .binding(setting(settings, "binding", ""))
        .input(setting(settings, "input", ""))
        .limits(stack(Integer.parseInt(setting(settings, "stack", "400"))));
  }

  private static String setting(String settings, String name, String other) {
    for (String word : settings.split(" ", -1)) {
      if (word.startsWith(name + "=")) {
        return word.substring(name.length() + 1);
      }
    }
    return other;
  }

  static Limits stack(int frames) {
    Limits d = Limits.DEFAULT;
    return new Limits(
        d.wallMillis(),
        d.cpuMillis(),
        d.memoryBytes(),
        frames,
        d.responseBytes(),
        d.logLines(),
        d.logBytes(),
        d.hostCalls(),
        d.kvKeysWritten(),
        d.kvValueBytes(),
        d.commitBytes(),
        d.storageValueBytes(),
        d.events(),
        d.eventBytes(),
        d.eventsBytes());
  }

  /** A result as the golden files have it. */
  static String shown(GuestResult result) {
    StringBuilder text = new StringBuilder();
    text.append(result.outcome()).append('\n');
    if (!result.output().isEmpty()) {
      text.append("output: ").append(result.output()).append('\n');
    }
    if (!result.outputBytes().isEmpty()) {
      text.append("bytes: ").append(result.outputBytes().hex()).append('\n');
    }
    result.failure().ifPresent(failure -> text.append(shown(failure)));
    if (!result.receipt().hostCalls().isEmpty()) {
      text.append("calls: ")
          .append(
              result.receipt().hostCalls().entrySet().stream()
                  .map(call -> call.getKey() + " " + call.getValue().count())
                  .collect(Collectors.joining(", ")))
          .append('\n');
    }
    return text.toString();
  }

  static String shown(Failure failure) {
    StringBuilder text = new StringBuilder();
    text.append("error: ").append(failure.code()).append(' ').append(failure.name()).append('\n');
    text.append("message: ").append(failure.message()).append('\n');
    failure
        .place()
        .ifPresent(
            place ->
                text.append("place: ")
                    .append(place.shortForm())
                    .append(" | ")
                    .append(place.excerpt())
                    .append('\n'));
    failure.stack().stream().limit(3).forEach(frame -> text.append(frame).append('\n'));
    return text.toString();
  }
}
