package dev.alcove.dispatch;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What browsers of other origins may do, by the manifests of the tenant's apps. */
final class Cors {
  private static final String ORIGIN = "access-control-allow-origin";

  private Cors() {}

  /** The answer as the browser of an allowed origin may read it. */
  static HttpResponse add(HttpResponse answer, RouteTable.Target target, HttpRequest request) {
    return allowed(target.version(), request)
        .map(origin -> answer.with(ORIGIN, origin).with("vary", "origin"))
        .orElse(answer);
  }

  /**
   * The answer to a browser's question before the real request; empty if it is no such question.
   */
  static Optional<HttpResponse> preflight(
      LiveTenant tenant, HttpRequest request, List<String> verbs) {
    if (!request.method().equals("OPTIONS")
        || request.header("access-control-request-method").isEmpty()) {
      return Optional.empty();
    }
    return tenant.versions().values().stream()
        .flatMap(version -> allowed(version, request).stream())
        .findFirst()
        .map(origin -> preflight(origin, request, verbs));
  }

  private static HttpResponse preflight(String origin, HttpRequest request, List<String> verbs) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(ORIGIN, origin);
    headers.put("access-control-allow-methods", String.join(", ", verbs));
    request
        .header("access-control-request-headers")
        .ifPresent(names -> headers.put("access-control-allow-headers", names));
    headers.put("vary", "origin");
    return new HttpResponse(204, headers, Bytes.EMPTY);
  }

  private static Optional<String> allowed(Version version, HttpRequest request) {
    List<String> origins = version.manifest().corsOrigins();
    return request
        .header("origin")
        .filter(origin -> origins.contains(origin) || origins.contains("*"));
  }
}
