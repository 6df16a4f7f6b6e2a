package dev.alcove.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.wire.Json;
import java.util.Map;

/** The answers that the front gives by itself, in the envelope that all others have. */
final class Replies {
  private Replies() {}

  static HttpResponse json(int status, JsonNode body) {
    return new HttpResponse(
        status, Map.of("content-type", "application/json"), Bytes.utf8(body.toString()));
  }

  static HttpResponse error(int status, String code, String message) {
    ObjectNode error = Json.object();
    error.put("code", code);
    error.put("message", message);
    ObjectNode body = Json.object();
    body.set("error", error);
    return json(status, body);
  }

  static HttpResponse error(ErrorCode code, String message) {
    return error(code.httpStatus(), code.name(), message + " " + code.cure());
  }
}
