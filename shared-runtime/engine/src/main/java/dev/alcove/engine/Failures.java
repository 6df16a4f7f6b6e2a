package dev.alcove.engine;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Module;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.SourcePlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/** Turns what guest code threw into what its author may read. On the guest thread. */
final class Failures {
  static final String TOO_DEEP = "Maximum call stack size exceeded";

  private static final int MOST_MESSAGE = 8 * 1024;

  private final Map<String, Module> modules;
  private final ActiveRun run;
  private boolean loading;

  Failures(Map<String, Module> modules, ActiveRun run) {
    this.modules = modules;
    this.run = run;
  }

  /** Whether modules are being loaded: an error outside the author's code is then about them. */
  void loading(boolean now) {
    loading = now;
  }

  /** The run was ended from outside. */
  GuestTask.End ended() {
    Ending why = run.ending();
    if (why == null) {
      return GuestTask.platformFailed();
    }
    return GuestTask.End.failed(why.outcome(), Failure.of(why.code(), why.message()));
  }

  GuestTask.End of(PolyglotException thrown, Realm realm) {
    if (run.isEnded() || thrown.isCancelled() || thrown.isInterrupted()) {
      return ended();
    }
    if (thrown.isResourceExhausted()) {
      return exhausted(String.valueOf(thrown.getMessage()));
    }
    if (thrown.isInternalError() || thrown.isHostException()) {
      run.spoil("an internal error of the engine: " + thrown.getMessage());
      return GuestTask.platformFailed();
    }
    if (thrown.isSyntaxError()) {
      return GuestTask.End.failed(Outcome.COMPILE_FAILED, syntax(thrown));
    }
    try {
      return thrown(realm.describe(thrown));
    } catch (PolyglotException inner) {
      return run.isEnded() ? ended() : thrown("");
    }
  }

  private GuestTask.End exhausted(String message) {
    if (message.contains("tack")) {
      return stack();
    }
    // The heap is the platform's too: who knows what else could not be allocated.
    run.spoil("the heap ran out");
    run.end(Endings.ranOut(run));
    return ended();
  }

  private static GuestTask.End stack() {
    return GuestTask.End.failed(
        Outcome.STACK_EXCEEDED,
        new Failure(ErrorCode.STACK_LIMIT, "RangeError", TOO_DEEP, Optional.empty(), List.of()));
  }

  /** A syntax error, with the line. */
  Failure syntax(PolyglotException thrown) {
    String message = thrown.getMessage() == null ? "" : thrown.getMessage();
    Optional<SourcePlace> place = Optional.empty();
    SourceSection section = thrown.getSourceLocation();
    if (section != null && section.isAvailable()) {
      String path = section.getSource().getPath();
      String module = Frames.bare(path == null ? section.getSource().getName() : path);
      place = Optional.of(place(module, section.getStartLine(), section.getStartColumn()));
    }
    return new Failure(
        ErrorCode.COMPILE_FAILED, "SyntaxError", Syntax.message(message), place, List.of());
  }

  private SourcePlace place(String module, int line, int column) {
    Module found = modules.get(module);
    String excerpt =
        found == null
            ? ""
            : found.source().lines().skip(Math.max(0, line - 1L)).findFirst().orElse("");
    return new SourcePlace(module, line, column, excerpt.strip());
  }

  /** An error in the words of calls.js's {@code describe}. */
  GuestTask.End thrown(String json) {
    Told told = Told.read(json);
    List<Frames.Frame> frames = Frames.of(told.stack());
    Optional<SourcePlace> place =
        frames.isEmpty()
            ? Optional.empty()
            : Optional.of(
                place(
                    frames.getFirst().module(),
                    frames.getFirst().line(),
                    frames.getFirst().column()));
    Outcome outcome = outcome(told, frames.isEmpty());
    return GuestTask.End.failed(
        outcome,
        new Failure(
            ErrorCode.of(outcome),
            told.name(),
            cut(told.message()),
            place,
            frames.stream().map(Frames.Frame::toString).toList()));
  }

  private Outcome outcome(Told told, boolean nobodysCode) {
    if (loading && nobodysCode) {
      return Outcome.COMPILE_FAILED;
    }
    if (told.name().equals("RangeError") && told.message().equals(TOO_DEEP)) {
      return Outcome.STACK_EXCEEDED;
    }
    if (told.name().equals("TimeoutError") && told.code().equals("TIMEOUT") && run.softFired()) {
      return run.softOutcome();
    }
    return Outcome.THREW;
  }

  private static String cut(String message) {
    return message.length() <= MOST_MESSAGE ? message : message.substring(0, MOST_MESSAGE);
  }
}
