package dev.alcove.control;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.PathTemplate;
import java.util.List;
import java.util.function.Function;

/**
 * One address of the API: who may use it, what it takes, and what answers.
 *
 * @param name unique; the operation's id in the description of the API
 * @param path under {@code /admin/v1}
 * @param summary one sentence
 * @param query the parameters it takes
 * @param body the fields it takes
 * @param document whether the body is a bundle, which has its own checks
 */
record Route(
    String name,
    String method,
    PathTemplate path,
    Access access,
    String summary,
    List<Field> query,
    List<Field> body,
    boolean document,
    Function<Call, HttpResponse> handler) {
  /** The parameter that makes an address one tenant's. */
  static final String TENANT = "tenant";

  Route {
    requireNonNull(name, "name is null");
    requireNonNull(method, "method is null");
    requireNonNull(path, "path is null");
    requireNonNull(access, "access is null");
    requireNonNull(summary, "summary is null");
    query = List.copyOf(query);
    body = List.copyOf(body);
    requireNonNull(handler, "handler is null");
  }

  static Route of(
      String name,
      String method,
      String path,
      Access access,
      String summary,
      Function<Call, HttpResponse> handler) {
    return new Route(
        name,
        method,
        PathTemplate.parse(path),
        access,
        summary,
        List.of(),
        List.of(),
        false,
        handler);
  }

  Route taking(Field... parameters) {
    return new Route(
        name, method, path, access, summary, List.of(parameters), body, document, handler);
  }

  Route withBody(Field... fields) {
    return new Route(
        name, method, path, access, summary, query, List.of(fields), document, handler);
  }

  Route withBundle() {
    return new Route(name, method, path, access, summary, query, body, true, handler);
  }

  boolean namesTenant() {
    return path.names().contains(TENANT);
  }
}
