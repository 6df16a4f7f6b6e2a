package dev.alcove.hostapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Event;
import dev.alcove.domain.HttpRequest;
import dev.alcove.wire.Json;
import java.util.Map;

/** What an IOTA script gets, as the {@code script} prelude takes it. */
public final class ScriptCall {
  private ScriptCall() {}

  /**
   * A request: path, query and parameters decoded. A JSON body is parsed in the realm, since what
   * that costs is the tenant's; one that is not JSON ends the run {@code REJECTED}.
   *
   * @param request with the path as the script is to see it
   * @param params raw values by name
   */
  public static GuestInput http(HttpRequest request, Map<String, String> params) {
    ObjectNode node = Json.object().put("kind", "http");
    node.put("method", request.method());
    node.put("path", UrlText.decodePath(request.path()));
    ObjectNode query = node.putObject("query");
    UrlText.pairs(request.query()).forEach(query::put);
    ObjectNode decoded = node.putObject("params");
    params.forEach((name, value) -> decoded.put(name, UrlText.decodePath(value)));
    ObjectNode headers = node.putObject("headers");
    request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    return new GuestInput(Json.text(node), request.body());
  }

  /**
   * An event as scripts see it.
   *
   * @param json what {@link #eventJson} gave
   */
  public static GuestInput event(String json) {
    return new GuestInput("{\"kind\":\"event\",\"event\":" + checked(json) + "}", Bytes.EMPTY);
  }

  /** The event as scripts see it: the input of a queued run. */
  public static String eventJson(Event event) {
    ObjectNode node = Json.object().put("id", event.id()).put("type", event.type());
    node.set("data", Json.parse(event.data()));
    node.put("time", event.time().toString()).put("source", event.source());
    return Json.text(node);
  }

  /**
   * The input of a job, a hook or a tick.
   *
   * @param json JSON text, "" for none
   */
  public static GuestInput value(String json) {
    String value = json.isEmpty() ? "" : ",\"value\":" + checked(json);
    return new GuestInput("{\"kind\":\"value\"" + value + "}", Bytes.EMPTY);
  }

  /** The same text, once it is sure to be one JSON value and nothing else. */
  private static String checked(String json) {
    Json.parse(json);
    return json;
  }
}
