package dev.alcove.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.alcove.wire.Json;
import java.util.List;

/** Ends a command with a message; no stack, since nothing of ours has failed. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String code;
  private final String cure;
  private final transient ArrayNode details;
  private final List<String> lines;

  private CommandFailure(
      int exitCode,
      String code,
      String message,
      String cure,
      ArrayNode details,
      List<String> lines) {
    super(requireNonNull(message, "message is null"), null, false, false);
    this.exitCode = exitCode;
    this.code = requireNonNull(code, "code is null");
    this.cure = requireNonNull(cure, "cure is null");
    this.details = requireNonNull(details, "details is null");
    this.lines = List.copyOf(lines);
  }

  /**
   * Something that the command itself found.
   *
   * @param cure what to do about it, as a sentence or a command
   */
  static CommandFailure of(String code, String message, String cure) {
    return new CommandFailure(ExitCode.FAILED, code, message, cure, Json.array(), List.of());
  }

  /** The command line is not valid, in a way that its parser does not see. */
  static CommandFailure usage(String message, String cure) {
    return new CommandFailure(ExitCode.USAGE, "USAGE", message, cure, Json.array(), List.of());
  }

  static CommandFailure noServer(String message) {
    return new CommandFailure(
        ExitCode.NO_SERVER,
        "NO_SERVER",
        message,
        "Start one: alcove dev examples/shop",
        Json.array(),
        List.of());
  }

  /**
   * What a server answered.
   *
   * @param lines the details, for people
   */
  static CommandFailure answered(
      String code, String message, ArrayNode details, List<String> lines) {
    return new CommandFailure(ExitCode.FAILED, code, message, "", details, lines);
  }

  int exitCode() {
    return exitCode;
  }

  String code() {
    return code;
  }

  String text() {
    return requireNonNull(getMessage(), "message is null");
  }

  String cure() {
    return cure;
  }

  ArrayNode details() {
    return details;
  }

  List<String> lines() {
    return lines;
  }

  /** The same failure, its details told in other lines. */
  CommandFailure with(List<String> otherLines) {
    return new CommandFailure(exitCode, code, text(), cure, details, otherLines);
  }
}
