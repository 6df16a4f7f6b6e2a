package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostException;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One host operation under way. Between {@code start} and its return the completion is only noted,
 * so that an operation that ends at once costs no queue; later ones go through the mailbox.
 */
final class Pending implements HostOperations.Completion {
  private final ActiveRun run;
  private final String operation;
  private final int id;
  private final long began;
  private @Nullable Answer answer;
  private boolean listening;

  Pending(ActiveRun run, String operation, int id, long began) {
    this.run = run;
    this.operation = operation;
    this.id = id;
    this.began = began;
  }

  synchronized @Nullable Answer answer() {
    return answer;
  }

  /** The answer if there is one; else from now on the end is told to the mailbox. */
  synchronized @Nullable Answer answerOrListen() {
    if (answer == null) {
      listening = true;
      run.mailbox().expect();
    }
    return answer;
  }

  @Override
  public void succeed(String json) {
    finish(new Answer.Json(json));
  }

  @Override
  public void succeed(Bytes bytes) {
    finish(new Answer.Binary(bytes));
  }

  @Override
  public void fail(HostException failure) {
    finish(new Answer.Failed(failure));
  }

  @Override
  public void endRun(Outcome outcome, String message) {
    synchronized (this) {
      if (answer != null) {
        return;
      }
    }
    run.end(Ending.of(outcome, message, "`" + operation + "`: " + message));
  }

  private void finish(Answer end) {
    boolean tell;
    synchronized (this) {
      if (answer != null) {
        return;
      }
      answer = end;
      tell = listening;
    }
    run.meter().finished(operation, began, end);
    if (tell) {
      run.mailbox().complete(id, end);
    } else {
      run.mailbox().wake();
    }
  }
}
