package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the head of an HTTP/1.1 request, strictly: what two readers could understand differently is
 * refused (RFC 9112, chapters 2 to 6). The path is kept as it was sent.
 */
final class HeadReader {
  static final int MOST_LINE_BYTES = 16 * 1024;
  static final int MOST_HEAD_BYTES = 64 * 1024;
  static final int MOST_FIELDS = 200;

  private static final Pattern LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!-~]+) HTTP/(\\d)\\.(\\d)");
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i)https?://([^/?#]+)(/[^?#]*)?(\\?[^#]*)?");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final InputStream in;
  private int headBytes;

  private HeadReader(InputStream in) {
    this.in = in;
  }

  /** The next head; empty if the sender has closed the connection instead. */
  static Optional<RequestHead> read(InputStream in) throws IOException, WireRefusal {
    return new HeadReader(in).head();
  }

  private Optional<RequestHead> head() throws IOException, WireRefusal {
    String line = line(414, "URI_TOO_LONG", "The request line is longer than 16 KB.");
    if (line.isEmpty() && headBytes > 0) {
      // One empty line before a request is what old clients leave behind a body.
      line = line(414, "URI_TOO_LONG", "The request line is longer than 16 KB.");
    }
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw WireRefusal.malformed(
          "The request line is not `METHOD /path HTTP/1.1` of visible ASCII characters.");
    }
    if (!matcher.group(3).equals("1")) {
      throw new WireRefusal(505, "HTTP_VERSION", "Only HTTP/1.1 is spoken here.");
    }
    Map<String, List<String>> headers = headers();
    boolean modern = !matcher.group(4).equals("0");
    String target = matcher.group(2);
    Matcher absolute = ABSOLUTE.matcher(target);
    if (absolute.matches()) {
      headers.put("host", List.of(absolute.group(1)));
      target =
          (absolute.group(2) == null ? "/" : absolute.group(2))
              + (absolute.group(3) == null ? "" : absolute.group(3));
    }
    checkTarget(matcher.group(1), target);
    if (modern && headers.getOrDefault("host", List.of()).size() != 1) {
      throw WireRefusal.malformed("The request must have exactly one `Host` header.");
    }
    int question = target.indexOf('?');
    return Optional.of(
        new RequestHead(
            matcher.group(1),
            question < 0 ? target : target.substring(0, question),
            question < 0 ? "" : target.substring(question + 1),
            headers,
            length(headers),
            keepAlive(headers, modern)));
  }

  private static void checkTarget(String method, String target) throws WireRefusal {
    boolean asterisk = method.equals("OPTIONS") && target.equals("*");
    if (!target.startsWith("/") && !asterisk) {
      throw WireRefusal.malformed("The request's target must be a path that begins with a slash.");
    }
    if (target.indexOf('#') >= 0) {
      throw WireRefusal.malformed("The request's target must not have a fragment (#).");
    }
  }

  private Map<String, List<String>> headers() throws IOException, WireRefusal {
    Map<String, List<String>> headers = new HashMap<>();
    int fields = 0;
    while (true) {
      String line = line(431, "HEADERS_TOO_LARGE", "A header is longer than 16 KB.");
      if (line.isEmpty()) {
        return headers;
      }
      if (++fields > MOST_FIELDS) {
        throw new WireRefusal(
            431, "HEADERS_TOO_LARGE", "The request has more than " + MOST_FIELDS + " headers.");
      }
      int colon = line.indexOf(':');
      if (colon < 0 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
        throw WireRefusal.malformed("A header is not `Name: value`.");
      }
      String value = line.substring(colon + 1).strip();
      if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
        throw WireRefusal.malformed("A header's value has a control character.");
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(value);
    }
  }

  private static OptionalLong length(Map<String, List<String>> headers) throws WireRefusal {
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
    if (!codings.isEmpty()) {
      if (!lengths.isEmpty()
          || codings.size() > 1
          || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw WireRefusal.malformed(
            "A body has either a `Content-Length` or `Transfer-Encoding: chunked`.");
      }
      return OptionalLong.empty();
    }
    if (lengths.isEmpty()) {
      return OptionalLong.of(0);
    }
    if (lengths.size() > 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
      throw WireRefusal.malformed("`Content-Length` is not one number.");
    }
    return OptionalLong.of(Long.parseLong(lengths.getFirst()));
  }

  private static boolean keepAlive(Map<String, List<String>> headers, boolean modern) {
    String connection =
        String.join(",", headers.getOrDefault("connection", List.of())).toLowerCase(Locale.ROOT);
    return modern ? !connection.contains("close") : connection.contains("keep-alive");
  }

  /** One line without its CR LF; "" at the very end of the stream. */
  private String line(int status, String code, String tooLong) throws IOException, WireRefusal {
    byte[] line = new byte[256];
    int length = 0;
    while (true) {
      int next = in.read();
      if (next < 0) {
        if (headBytes == 0) {
          return "";
        }
        throw new EOFException("the connection ended within a request");
      }
      headBytes++;
      if (next == '\n') {
        if (length == 0 || line[length - 1] != '\r') {
          throw WireRefusal.malformed("A line of the head does not end with CR LF.");
        }
        return new String(line, 0, length - 1, ISO_8859_1);
      }
      if (length >= MOST_LINE_BYTES) {
        throw new WireRefusal(status, code, tooLong);
      }
      if (headBytes > MOST_HEAD_BYTES) {
        throw new WireRefusal(
            431, "HEADERS_TOO_LARGE", "The request's headers are larger than 64 KB together.");
      }
      if (length == line.length) {
        line = java.util.Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) next;
    }
  }
}
