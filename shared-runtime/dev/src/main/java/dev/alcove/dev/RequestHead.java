package dev.alcove.dev;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The request line and the headers, checked.
 *
 * @param path raw, as sent
 * @param query raw, as sent; "" if none
 * @param headers by lower-case name, values in the order received
 * @param length of the body; empty: chunked
 * @param keepAlive whether another request may follow on the connection
 */
record RequestHead(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    OptionalLong length,
    boolean keepAlive) {
  RequestHead {
    headers = Map.copyOf(headers);
  }

  /** Whether the sender waits for a word before it sends the body. */
  boolean expectsContinue() {
    return headers.getOrDefault("expect", List.of()).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).equals("100-continue"));
  }
}
