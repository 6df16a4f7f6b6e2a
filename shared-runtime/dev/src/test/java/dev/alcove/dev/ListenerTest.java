package dev.alcove.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over the wire, well-formed and not. */
class ListenerTest {
  private static final int MOST_BODY = 100_000;

  private final BlockingQueue<HttpRequest> seen = new LinkedBlockingQueue<>();
  private final AtomicInteger sent = new AtomicInteger();
  private HttpResponse next = new HttpResponse(200, Map.of(), Bytes.utf8("hello"));
  private final AtomicLong nanos = new AtomicLong();

  /** How much later it is at each look at the clock. */
  private volatile long tick;

  private ServerSocketChannel port;
  private Listener listener;

  @BeforeEach
  void listen() {
    port = Doors.bind(InetAddress.getLoopbackAddress(), 0);
    listener = Listener.begin(MOST_BODY, () -> nanos.addAndGet(tick));
    listener.open(port);
    listener.serve(
        new Exchanges() {
          @Override
          public HttpResponse answer(HttpRequest request) {
            seen.add(request);
            return next;
          }

          @Override
          public HttpResponse refuse(WireRefusal refusal) {
            return Replies.error(refusal.status(), refusal.code(), refusal.sentence())
                .with("x-request-id", "r");
          }

          @Override
          public void sent() {
            sent.incrementAndGet();
          }
        });
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private String send(String request) throws IOException {
    return RawClient.send(port.socket().getLocalPort(), request);
  }

  /** A bar stands for the end of a line. */
  private static String lines(String request) {
    return request.replace("|", "\r\n");
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '~',
      value = {
        "/a%2Fb/../c?x=1&y=%20 /a%2Fb/../c x=1&y=%20",
        "//evil/x //evil/x ~~",
        "/a|b\"{c} /a|b\"{c} ~~",
        "/a%41?%zz /a%41 %zz",
        "/x? /x ~~",
        "/x?a?b /x a?b",
        "http://foo.localhost:80/p?q /p q",
        "http://foo.localhost / ~~"
      })
  void theTargetIsHandedOnAsItCame(String target, String path, String query) throws Exception {
    assertThat(send(get(target))).startsWith("HTTP/1.1 200 OK\r\n");
    HttpRequest request = seen.take();
    assertThat(request.path()).isEqualTo(path);
    assertThat(request.query()).isEqualTo(query);
  }

  @Test
  void anAbsoluteTargetNamesTheHost() throws Exception {
    assertThat(send(get("http://acme.localhost:80/p"))).contains(" 200 ");
    assertThat(seen.take().header("host")).contains("acme.localhost:80");
  }

  @Test
  void repeatedHeadersStayInOrder() throws Exception {
    assertThat(send("GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nx-a:  2 \r\nConnection: close\r\n\r\n"))
        .contains(" 200 ");
    assertThat(seen.take().headers()).containsEntry("x-a", List.of("1", "2"));
  }

  @Test
  void bodiesComeWholeBySizeAndInChunks() throws Exception {
    assertThat(send(lines("POST / HTTP/1.1|Host: h|Content-Length: 3|Connection: close||abc")))
        .contains(" 200 ");
    assertThat(seen.take().body().text()).isEqualTo("abc");
    assertThat(
            send(
                lines(
                    "POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked|Connection: close||"
                        + "3;x=y|abc|2|de|0|Trailer: t||")))
        .contains(" 200 ");
    assertThat(seen.take().body().text()).isEqualTo("abcde");
  }

  @Test
  void requestsFollowOneAnotherOnAConnection() throws Exception {
    String answers =
        send(
            lines("GET /1 HTTP/1.1|Host: h||POST /2 HTTP/1.1|Host: h|Content-Length: 1||x")
                + get("/3"));
    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
    assertThat(seen).extracting(HttpRequest::path).containsExactly("/1", "/2", "/3");
    assertThat(sent).hasValue(3);
  }

  @Test
  void whoAsksFirstIsToldToGoOn() throws Exception {
    assertThat(
            send(
                lines(
                    "POST / HTTP/1.1|Host: h|Content-Length: 2|Expect: 100-continue|"
                        + "Connection: close||ab")))
        .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n");
  }

  @Test
  void headGetsTheHeadOnly() throws Exception {
    assertThat(send(get("/").replace("GET", "HEAD")))
        .containsIgnoringCase("content-length: 5\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void anAnswersHeadersCannotEndTheHead() throws Exception {
    next =
        new HttpResponse(
            200,
            Map.of(
                "x-evil", "a\r\nset-cookie: stolen\r\n\r\nbody",
                "bad name", "x",
                "bad:name", "x",
                "Transfer-Encoding", "chunked",
                "content-length", "999",
                "Connection", "upgrade"),
            Bytes.utf8("hi"));
    assertThat(send(get("/")))
        .contains("x-evil: a  set-cookie: stolen    body\r\n")
        .containsIgnoringCase("content-length: 2\r\n")
        .doesNotContainIgnoringCase("chunked", "999", "upgrade", "bad name", "bad:name")
        .endsWith("\r\n\r\nhi");
  }

  @Test
  void anAnswerWithoutContentHasNoBody() throws Exception {
    next = new HttpResponse(204, Map.of(), Bytes.utf8("ignored"));
    assertThat(send(get("/"))).doesNotContainIgnoringCase("content-length").endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE||",
        "GET / HTTP/1.1\nHost: h\n\n",
        "GET noslash HTTP/1.1|Host: h||",
        "GET * HTTP/1.1|Host: h||",
        "GET /a#b HTTP/1.1|Host: h||",
        "GET /a%zz HTTP/1.1|Host: h||",
        "GET /a% HTTP/1.1|Host: h||",
        "GET /é HTTP/1.1|Host: h||",
        "GET / HTTP/1.1||",
        "GET / HTTP/1.1|Host: a|Host: b||",
        "GET / HTTP/1.1|Host: h|no colon||",
        "GET / HTTP/1.1|Host: h|X : space||",
        "GET / HTTP/1.1|Host: h| folded||",
        "GET / HTTP/1.1|Host: h|X: a\rb||",
        "POST / HTTP/1.1|Host: h|Content-Length: 1|Content-Length: 2||ab",
        "POST / HTTP/1.1|Host: h|Content-Length: -1||",
        "POST / HTTP/1.1|Host: h|Content-Length: +1||x",
        "POST / HTTP/1.1|Host: h|Content-Length: 1|Transfer-Encoding: chunked||0||",
        "POST / HTTP/1.1|Host: h|Transfer-Encoding: gzip, chunked||0||",
        "POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||zz|abc|0||",
        "POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||2|abc|0||"
      })
  void whatCouldBeReadInTwoWaysIsRefused(String request) throws Exception {
    assertThat(send(lines(request)))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("x-request-id: r\r\n", "\"code\":\"INVALID_INPUT\"");
    assertThat(seen).isEmpty();
  }

  @Test
  void floodsAreCut() throws Exception {
    assertThat(send("GET /" + "y".repeat(500_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ");
    assertThat(send("GET / HTTP/1.1\r\nHost: h\r\nX: " + "y".repeat(500_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(send("GET / HTTP/1.1\r\nHost: h\r\n" + "X-F: 1\r\n".repeat(50_000) + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(
            send(
                "GET / HTTP/1.1\r\nHost: h\r\n"
                    + ("X-F: " + "z".repeat(8_000) + "\r\n").repeat(20)
                    + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(send(get("/after"))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aBodyThatIsTooLargeGetsAnAnswerWhileItIsSent() throws Exception {
    assertThat(
            send(
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20000000\r\n\r\n"
                    + "x".repeat(20_000_000)))
        .startsWith("HTTP/1.1 413 ");
    assertThat(
            send(
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + ("8000\r\n" + "x".repeat(0x8000) + "\r\n").repeat(5)))
        .startsWith("HTTP/1.1 413 ");
    assertThat(seen).isEmpty();
    assertThat(send(get("/after"))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void otherVersionsAreRefused() throws Exception {
    assertThat(send("GET / HTTP/2.0\r\nHost: h\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    assertThat(send("GET / HTTP/1.0\r\n\r\n")).contains(" 200 OK");
  }

  @Test
  void aHeadThatDripsInIsCut() throws Exception {
    tick = TimedEndPoint.HEAD.toNanos() / 2;
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), port.socket().getLocalPort())) {
      Thread drip =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 50_000; i++) {
                        socket.getOutputStream().write('x');
                      }
                    } catch (IOException e) {
                      // Cut.
                    }
                  });
      assertThat(endOf(socket)).isEmpty();
      drip.join();
    }
    assertThat(seen).isEmpty();
  }

  private static String endOf(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return "";
    }
  }

  @Test
  void aBodyThatDripsInIsRefused() throws Exception {
    tick = 70_000_000_000L;
    assertThat(send(lines("POST / HTTP/1.1|Host: h|Content-Length: 3|Connection: close||abc")))
        .startsWith("HTTP/1.1 408 ")
        .contains("x-request-id: r\r\n", "\"code\":\"TOO_SLOW\"");
    assertThat(seen).isEmpty();
  }

  @Test
  void headersThatNobodyWouldTakeAreNotSent() throws Exception {
    next = new HttpResponse(200, Map.of("x-long", "y".repeat(100_000)), Bytes.utf8("hi"));
    assertThat(send(get("/"))).startsWith("HTTP/1.1 500 ").contains("bytes of headers");
    next = new HttpResponse(200, Map.of("x-long", "y".repeat(50_000)), Bytes.utf8("hi"));
    assertThat(send(get("/"))).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nhi");
  }

  @Test
  void aLargeAnswerComesWhole() throws Exception {
    next = new HttpResponse(200, Map.of(), Bytes.utf8("z".repeat(4_000_000)));
    assertThat(send(get("/"))).endsWith("\r\n\r\n" + "z".repeat(4_000_000));
  }

  @Test
  void nothingIsSaidAboutTheServer() throws Exception {
    assertThat(send(get("/")) + send("GARBAGE\r\n\r\n"))
        .doesNotContainIgnoringCase("jetty", "server:");
  }
}
