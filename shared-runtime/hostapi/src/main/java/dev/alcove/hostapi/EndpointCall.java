package dev.alcove.hostapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Caller;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.PathTemplate;
import dev.alcove.wire.Json;
import java.util.Map;

/** The request of a CCF endpoint, as the {@code ccf} prelude takes it. */
public final class EndpointCall {
  private EndpointCall() {}

  /**
   * Writes a request down. CCF's peculiarities are made here: the query is decoded as a whole, path
   * and parameters are not; of a repeated header the first is kept; the route always begins with
   * {@code /app}.
   *
   * @param request with the path as the endpoint is to see it
   * @param template what the path matched
   * @param params raw values by name
   */
  public static GuestInput of(
      HttpRequest request, PathTemplate template, Map<String, String> params, Caller caller) {
    ObjectNode node = Json.object();
    ObjectNode headers = node.putObject("headers");
    request.headers().keySet().forEach(name -> putFirst(request, name, headers));
    node.put("query", UrlText.decodeQuery(request.query()));
    node.put("path", request.path());
    node.put("method", request.method());
    node.put("hostname", request.header("host").orElse(null));
    node.put("route", "/app" + template);
    ObjectNode raw = node.putObject("params");
    params.forEach(raw::put);
    node.set("caller", CallerJson.of(caller));
    return new GuestInput(Json.text(node), request.body());
  }

  private static void putFirst(HttpRequest request, String name, ObjectNode headers) {
    request.header(name).ifPresent(value -> headers.put(name, value));
  }
}
