package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.domain.HttpRequest;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/** The opaque token of who owns the laptop; made once for a data folder, it does not expire. */
final class OperatorToken {
  private static final String FILE = "operator-token";
  private static final String PREFIX = "alcove-operator-";
  private static final String BEARER = "bearer ";
  private static final int RANDOM_BYTES = 24;

  private final String value;

  private OperatorToken(String value) {
    this.value = value;
  }

  static OperatorToken of(DataFolder data) {
    String stored = data.read(FILE).orElse("").strip();
    if (stored.startsWith(PREFIX)) {
      return new OperatorToken(stored);
    }
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String made = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    data.write(FILE, made + "\n");
    return new OperatorToken(made);
  }

  String value() {
    return value;
  }

  /** Whether the request shows it. Takes the same time for every wrong one. */
  boolean isShownBy(HttpRequest request) {
    String header = request.header("authorization").orElse("");
    return header.toLowerCase(Locale.ROOT).startsWith(BEARER)
        && MessageDigest.isEqual(
            header.substring(BEARER.length()).strip().getBytes(UTF_8), value.getBytes(UTF_8));
  }
}
