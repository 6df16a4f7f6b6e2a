package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.HostOperations;
import dev.alcove.domain.Outcome;

/** Operations for tests: the first word of the name says what happens. */
final class TestHost implements HostOperations {
  static final String SECRET = "SECRET-jdbc:postgresql://db/prod";

  @Override
  public void start(String operation, String json, Bytes bytes, Completion completion) {
    if (operation.startsWith("later.")) {
      Thread.ofVirtual().start(() -> end(operation, json, completion));
    } else if (operation.equals("crash.error")) {
      throw new IllegalStateException(SECRET, new IllegalArgumentException(SECRET));
    } else if (operation.equals("crash")) {
      throw new IllegalStateException(SECRET);
    } else if (operation.equals("end")) {
      completion.endRun(Outcome.CONFLICT, "Others were faster.");
    } else if (operation.equals("bytes")) {
      completion.succeed(bytes);
    } else if (!operation.equals("never")) {
      end(operation, json, completion);
    }
  }

  private static void end(String operation, String json, Completion completion) {
    if (operation.endsWith("fail")) {
      completion.fail(
          new HostException("TypeError", ErrorCode.INVALID_ARGUMENT, "The \"argument\" is bad.\n"));
    } else {
      completion.succeed(json);
    }
  }
}
