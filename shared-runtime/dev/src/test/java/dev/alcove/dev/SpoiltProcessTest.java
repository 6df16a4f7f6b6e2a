package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A spoilt process ends, once, and not before the answer is out. */
class SpoiltProcessTest {
  private final AtomicReference<Optional<String>> spoilt = new AtomicReference<>(Optional.empty());
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  @Test
  void theEndComesAfterTheAnswer() throws Exception {
    SpoiltProcess process = new SpoiltProcess(spoilt::get, ends::add);
    try (ServerSocketChannel port = Doors.bind(InetAddress.getLoopbackAddress(), 0);
        Listener listener = Listener.begin(1_000, System::nanoTime)) {
      listener.open(port);
      listener.serve(
          new Exchanges() {
            @Override
            public HttpResponse answer(HttpRequest request) {
              spoilt.set(Optional.of("a guest thread that does not end"));
              assertThat(ends).isEmpty();
              return new HttpResponse(504, Map.of(), Bytes.utf8("ended by its limit"));
            }

            @Override
            public HttpResponse refuse(WireRefusal refusal) {
              throw new AssertionError(refusal.sentence());
            }

            @Override
            public void sent() {
              process.check();
            }
          });
      assertThat(
              RawClient.send(
                  port.socket().getLocalPort(),
                  "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
          .endsWith("ended by its limit");
    }
    assertThat(ends)
        .containsExactly(
            "This process must not run scripts any more, so it is replaced:"
                + " a guest thread that does not end");
  }

  @Test
  void itIsSaidOnceAndOnlyIfSpoilt() {
    SpoiltProcess process = new SpoiltProcess(spoilt::get, ends::add);
    process.check();
    assertThat(ends).isEmpty();
    spoilt.set(Optional.of("a guest thread that does not end"));
    process.check();
    process.check();
    assertThat(ends).hasSize(1);
  }
}
