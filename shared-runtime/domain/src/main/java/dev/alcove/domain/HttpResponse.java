package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer for a front to send.
 *
 * @param status 100 to 599
 * @param headers in order; names as they were given, distinct without regard to case
 */
public record HttpResponse(int status, Map<String, String> headers, Bytes body) {
  public HttpResponse {
    if (status < 100 || status > 599) {
      throw new InvalidValueException("A status must be 100 to 599, not " + status + ".");
    }
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    requireNonNull(body, "body is null");
  }

  /** The same answer with one more header; one of that name already there is replaced. */
  public HttpResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.keySet().removeIf(name::equalsIgnoreCase);
    more.put(name, value);
    return new HttpResponse(status, more, body);
  }
}
