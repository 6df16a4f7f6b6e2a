package dev.alcove.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.wire.Json;
import java.time.Duration;
import java.util.Optional;

/** Starts a script and waits until its first attempt has ended. */
final class RunWaiter {
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final Server server;
  private final String tenant;

  RunWaiter(Server server, String tenant) {
    this.server = server;
    this.tenant = tenant;
  }

  /**
   * The whole record of the run.
   *
   * @throws CommandFailure if it was refused, or has not ended in time
   */
  JsonNode run(String script, JsonNode input, Duration most) {
    ObjectNode body = Json.object();
    body.set("input", input);
    JsonNode started = server.post(Server.path("tenants", tenant, "scripts", script, "runs"), body);
    String execution = started.path("execution").asText();
    long end = System.nanoTime() + most.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (System.nanoTime() < end) {
      Optional<JsonNode> run = server.find(Server.path("tenants", tenant, "runs", execution));
      if (run.isPresent() && run.get().path("outcome").isTextual()) {
        return run.get();
      }
      pause(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
    throw CommandFailure.of(
        "STILL_RUNNING",
        "Execution " + execution + " has not ended within " + most.toSeconds() + " seconds.",
        "Look again: alcove runs " + execution + " --tenant " + tenant);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.of("INTERRUPTED", "The command was interrupted.", "Start it again.");
    }
  }
}
