package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The part of Chrome's developer tools that a test needs. */
final class DebugClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int last;

  private DebugClient(URI address) {
    socket = client.newWebSocketBuilder().buildAsync(address, new Sorter()).join();
  }

  /** Attaches to what a {@code devtools:} address names. */
  static DebugClient attach(String devtools) {
    return new DebugClient(URI.create("ws://" + devtools.substring(devtools.indexOf('=') + 1)));
  }

  /** Sends a command and waits for its answer, which must not be an error. */
  JsonNode call(String method, String params) throws InterruptedException {
    int id = ++last;
    socket
        .sendText(
            "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}", true)
        .join();
    JsonNode answer = next(answers, method);
    assertThat(answer.path("id").asInt()).isEqualTo(id);
    assertThat(answer.has("error")).as(answer.toString()).isFalse();
    return answer;
  }

  /** Waits for an event; those before it are passed over. */
  JsonNode await(String method) throws InterruptedException {
    List<String> passed = new ArrayList<>();
    while (true) {
      JsonNode event = next(events, method + " after " + passed);
      passed.add(event.toString());
      if (event.path("method").asText().equals(method)) {
        return event;
      }
    }
  }

  private static JsonNode next(BlockingQueue<JsonNode> queue, String what)
      throws InterruptedException {
    JsonNode next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came for " + what);
    }
    return next;
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
  }

  private final class Sorter implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean end) {
      text.append(part);
      if (end) {
        JsonNode message = Json.parse(text.toString());
        text.setLength(0);
        (message.has("id") ? answers : events).add(message);
      }
      from.request(1);
      return null;
    }
  }
}
