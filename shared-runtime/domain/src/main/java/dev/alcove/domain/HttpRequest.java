package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a front received it, before anything is decoded.
 *
 * @param method upper case
 * @param path raw, still percent-encoded, without the query, beginning with a slash
 * @param query raw, without the question mark; "" if there is none
 * @param headers names in lower case, values in the order received
 * @param body at most what the front admits
 * @param clientCertificate the DER form of the certificate that the TLS session proved
 */
public record HttpRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    Bytes body,
    Optional<Bytes> clientCertificate) {
  public HttpRequest {
    method = method.toUpperCase(Locale.ROOT);
    requireNonNull(path, "path is null");
    requireNonNull(query, "query is null");
    TreeMap<String, List<String>> lower = new TreeMap<>();
    headers.forEach(
        (name, values) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    headers = Collections.unmodifiableSortedMap(lower);
    requireNonNull(body, "body is null");
    requireNonNull(clientCertificate, "clientCertificate is null");
  }

  /** The first value of a header, by its lower-case name. */
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** The same request with one header replaced or added. */
  public HttpRequest withHeader(String name, String value) {
    Map<String, List<String>> others = new TreeMap<>(headers);
    others.put(name.toLowerCase(Locale.ROOT), List.of(value));
    return new HttpRequest(method, path, query, others, body, clientCertificate);
  }

  /** The same request at another path. */
  public HttpRequest withPath(String otherPath) {
    return new HttpRequest(method, otherPath, query, headers, body, clientCertificate);
  }
}
