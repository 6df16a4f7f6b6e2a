package dev.alcove.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.wire.Json;
import java.util.Map;

/** The form of all answers: JSON, errors in the envelope that the scripts' addresses have too. */
final class Answers {
  private Answers() {}

  static HttpResponse ok(JsonNode body) {
    return json(200, body);
  }

  static HttpResponse json(int status, JsonNode body) {
    return new HttpResponse(status, Map.of("content-type", "application/json"), Json.bytes(body));
  }

  static HttpResponse error(int status, ErrorCode code, String message, ArrayNode details) {
    ObjectNode error = Json.object();
    error.put("code", code.name());
    error.put("message", message + " " + code.cure());
    if (!details.isEmpty()) {
      error.set("details", details);
    }
    ObjectNode body = Json.object();
    body.set("error", error);
    return json(status, body);
  }

  static HttpResponse error(ErrorCode code, String message) {
    return error(code.httpStatus(), code, message, Json.array());
  }
}
