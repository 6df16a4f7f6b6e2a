package dev.alcove.dev;

import dev.alcove.domain.ProcessEnd;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Ends the process once the engine says that it is spoilt and an answer is out. Thread-safe. */
final class SpoiltProcess {
  /** Tells the launcher to start the next process on the same port and data. */
  static final int EXIT_CODE = 86;

  private final Supplier<Optional<String>> reason;
  private final ProcessEnd end;
  private final AtomicBoolean told = new AtomicBoolean();

  SpoiltProcess(Supplier<Optional<String>> reason, ProcessEnd end) {
    this.reason = reason;
    this.end = end;
  }

  /** Called after each answer and each queued run. */
  void check() {
    Optional<String> why = reason.get();
    if (why.isPresent() && told.compareAndSet(false, true)) {
      end.spoilt("This process must not run scripts any more, so it is replaced: " + why.get());
    }
  }

  /** The laptop's way: one sentence, then the exit code that the launcher knows. */
  static ProcessEnd exit(java.util.function.Consumer<String> out) {
    return reason -> {
      out.accept(reason);
      // Not exit: its hooks would wait for the thread that does not end. The data is safe at once.
      Runtime.getRuntime().halt(EXIT_CODE);
    };
  }
}
