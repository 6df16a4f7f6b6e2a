package dev.alcove.dispatch;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every front makes of an answer before it sends it. What a script has put into a header can
 * end neither the header nor the answer: names are tokens, values have no control characters, and
 * what belongs to the connection is the front's.
 */
public final class Sendable {
  /** The header that names the request, on every answer. */
  public static final String REQUEST_ID = "x-request-id";

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final int FIRST_FINAL = 200;

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

  private Sendable() {}

  /**
   * The answer as it can be sent; another one, which says why, if it cannot.
   *
   * @param mostHeaderBytes what names and values of all headers may have together
   */
  public static HttpResponse of(HttpResponse answer, int mostHeaderBytes) {
    if (answer.status() < FIRST_FINAL) {
      return instead(
          answer,
          "The handler answered with status "
              + answer.status()
              + ", which is not a final one. Use 200 to 599.");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    long size = 0;
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      String name = header.getKey();
      if (TOKEN.matcher(name).matches() && !OURS.contains(name.toLowerCase(Locale.ROOT))) {
        String value = oneLine(header.getValue());
        headers.put(name, value);
        size += name.length() + value.length() + 4L;
      }
    }
    return size <= mostHeaderBytes
        ? new HttpResponse(answer.status(), headers, answer.body())
        : instead(
            answer,
            "The handler's answer has "
                + size
                + " bytes of headers; at most "
                + mostHeaderBytes
                + " can be sent. Put what is long into the body.");
  }

  /**
   * The answer to a request that the platform could not serve; the reason is in its log.
   *
   * @param id of the request
   */
  public static HttpResponse failed(String id) {
    return Answers.error(
        ErrorCode.PLATFORM_FAILED, "The request `" + id + "` could not be served.");
  }

  /** The answer to what could not be taken as a request. */
  public static HttpResponse refused(ErrorCode code, String message) {
    return Answers.error(code, message);
  }

  private static HttpResponse instead(HttpResponse answer, String message) {
    HttpResponse error = Answers.error(500, "InternalError", message);
    return answer.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(REQUEST_ID))
        .findFirst()
        .map(id -> error.with(REQUEST_ID, id.getValue()))
        .orElse(error);
  }

  /** Control characters become spaces; what Latin-1 does not have becomes a question mark. */
  private static String oneLine(String value) {
    StringBuilder line = new StringBuilder(value.length());
    value
        .chars()
        .forEach(
            c ->
                line.append((c < ' ' && c != '\t') || c == 0x7f ? ' ' : c > 0xff ? '?' : (char) c));
    return line.toString().strip();
  }
}
