package dev.alcove.dispatch;

import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.TenantId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a request is for, and the path that is left.
 *
 * @param path raw, as the tenant's entries see it: without {@code /t/<tenant>}
 */
record Address(TenantId tenant, String path) {
  private static final Pattern BY_PATH = Pattern.compile("/t/([^/]+)(/.*)?");
  private static final Pattern BY_HOST = Pattern.compile("([a-z0-9-]+)\\.localhost(:\\d+)?");

  /** The address of a request; empty if it names no tenant. */
  static Optional<Address> of(HttpRequest request) {
    Matcher path = BY_PATH.matcher(request.path());
    if (path.matches()) {
      return of(path.group(1), path.group(2) == null ? "/" : path.group(2));
    }
    Matcher host = BY_HOST.matcher(request.header("host").orElse(""));
    return host.matches() ? of(host.group(1), request.path()) : Optional.empty();
  }

  private static Optional<Address> of(String tenant, String path) {
    try {
      return Optional.of(new Address(new TenantId(tenant), path));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }
}
