package dev.alcove.cli;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a server is.
 *
 * @param url without a slash at the end
 * @param source how it was found, for people
 */
record Address(String url, Optional<String> token, String source) {
  Address {
    requireNonNull(url, "url is null");
    while (url.endsWith("/")) {
      url = url.substring(0, url.length() - 1);
    }
    requireNonNull(token, "token is null");
    requireNonNull(source, "source is null");
  }
}
