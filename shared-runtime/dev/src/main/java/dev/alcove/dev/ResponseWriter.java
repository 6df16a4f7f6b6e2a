package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.alcove.domain.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes answers. What a script has put into a header can end neither the header nor the answer:
 * names are tokens, values have no control characters, and what belongs to the connection is ours.
 */
final class ResponseWriter {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private static final Set<String> OURS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "content-length",
          "date");

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(303, "See Other"),
          Map.entry(304, "Not Modified"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(308, "Permanent Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"),
          Map.entry(505, "HTTP Version Not Supported"));

  private ResponseWriter() {}

  /**
   * Writes an answer in one go.
   *
   * @param head whether only the head is wanted
   * @param keepAlive whether the connection stays open
   */
  static void write(
      OutputStream out, HttpResponse response, boolean head, boolean keepAlive, Instant now)
      throws IOException {
    StringBuilder lines = new StringBuilder(256);
    lines
        .append("HTTP/1.1 ")
        .append(response.status())
        .append(' ')
        .append(REASONS.getOrDefault(response.status(), "Status"))
        .append("\r\n");
    response
        .headers()
        .forEach(
            (name, value) -> {
              if (TOKEN.matcher(name).matches() && !OURS.contains(name.toLowerCase(Locale.ROOT))) {
                lines.append(name).append(": ").append(oneLine(value)).append("\r\n");
              }
            });
    lines.append("date: ");
    DATE.formatTo(now.atOffset(ZoneOffset.UTC), lines);
    lines.append("\r\n");
    boolean bodiless = response.status() == 204 || response.status() == 304;
    if (!bodiless) {
      lines.append("content-length: ").append(response.body().size()).append("\r\n");
    }
    if (!keepAlive) {
      lines.append("connection: close\r\n");
    }
    lines.append("\r\n");
    byte[] start = lines.toString().getBytes(ISO_8859_1);
    if (head || bodiless || response.body().isEmpty()) {
      out.write(start);
    } else {
      byte[] body = response.body().toArray();
      byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
      System.arraycopy(body, 0, all, start.length, body.length);
      out.write(all);
    }
    out.flush();
  }

  /** Control characters become spaces; what Latin-1 does not have becomes a question mark. */
  private static String oneLine(String value) {
    StringBuilder line = new StringBuilder(value.length());
    value.chars().forEach(c -> line.append((c < ' ' && c != '\t') || c == 0x7f ? ' ' : (char) c));
    return line.toString().strip();
  }
}
