package dev.alcove.lambda;

import java.time.Duration;
import java.util.Set;

/**
 * What API Gateway's REST APIs change, and we cannot take back: the same request and answer are not
 * the same there as on the laptop. {@code docs/functions.md} lists them for the people who meet
 * them. Sources: "Amazon API Gateway important notes" of its developer guide, and what LocalStack's
 * developers have seen AWS do with proxy integrations.
 */
final class GatewayDifferences {
  /**
   * Headers of an answer, in lower case, that arrive as {@link #REMAPPED_PREFIX} and their name.
   */
  static final Set<String> REMAPPED_HEADERS =
      Set.of(
          "authorization",
          "connection",
          "content-md5",
          "date",
          "max-forwards",
          "server",
          "user-agent",
          "www-authenticate");

  /** Headers of a request, in lower case, that we never get to see. */
  static final Set<String> DROPPED_HEADERS =
      Set.of(
          "connection",
          "content-length",
          "content-md5",
          "expect",
          "max-forwards",
          "proxy-authenticate",
          "server",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "www-authenticate");

  static final String REMAPPED_PREFIX = "x-amzn-Remapped-";

  /** Characters of a path whose escapes are decoded before we see it: {@code %41} is {@code A}. */
  static final String DECODED_IN_PATHS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  /** The most that a request may have, bytes: 6 MB of an event, less what base64 and JSON add. */
  static final int MOST_BODY_BYTES = 4_718_592;

  /** The most that the headers of an answer may have together, bytes. */
  static final int MOST_HEADER_BYTES = 10_240;

  /** The longest that a request may take, milliseconds, what the gateway and we add left out. */
  static final long MOST_WALL_MILLIS = 25_000;

  /** After that from a request's arrival no answer is worth sending: the gateway ends at 29 s. */
  static final Duration PATIENCE = Duration.ofSeconds(28);

  private GatewayDifferences() {}
}
