package dev.alcove.hostapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Caller;
import dev.alcove.wire.Json;
import java.util.Map;

/** CCF's {@code request.caller}: the shapes of its chapter on authentication. */
final class CallerJson {
  private CallerJson() {}

  static JsonNode of(Caller caller) {
    return switch (caller) {
      case Caller.Open open -> NullNode.getInstance();
      case Caller.Platform platform -> NullNode.getInstance();
      case Caller.NoAuth noAuth -> Json.object().put("policy", "no_auth");
      case Caller.Certificate certificate -> certificate(certificate);
      case Caller.Jwt jwt -> jwt(jwt);
      case Caller.AllOf all -> all(all);
    };
  }

  private static ObjectNode certificate(Caller.Certificate certificate) {
    ObjectNode node = Json.object().put("policy", certificate.policy());
    // Any certificate will do for `any_cert`, so there is nobody it is known as.
    if (!certificate.policy().equals("any_cert")) {
      node.put("id", certificate.id()).set("data", Json.parse(certificate.data()));
    }
    return node.put("cert", certificate.pem());
  }

  private static ObjectNode jwt(Caller.Jwt jwt) {
    ObjectNode node = Json.object().put("policy", "jwt");
    ObjectNode token = node.putObject("jwt").put("keyIssuer", jwt.keyIssuer());
    token.set("header", Json.parse(jwt.header()));
    token.set("payload", Json.parse(jwt.payload()));
    return node;
  }

  private static ObjectNode all(Caller.AllOf all) {
    ObjectNode node = Json.object();
    ArrayNode names = node.putArray("policy");
    for (Map.Entry<String, Caller> part : all.parts().entrySet()) {
      names.add(part.getKey());
      node.set(part.getKey(), of(part.getValue()));
    }
    return node;
  }
}
