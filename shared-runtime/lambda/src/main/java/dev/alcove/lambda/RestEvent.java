package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.wire.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as API Gateway's REST APIs hand it to a function, and the answer as they take it. The
 * client's certificate is what the gateway has verified; a header that claims one is a header.
 * Source of the shapes: "Input format of a Lambda function for proxy integration" of the API
 * Gateway developer guide.
 *
 * <p>The gateway hands the path on with some escapes decoded and the query as decoded pairs, so
 * both are escaped again here; what cannot be told apart any more is listed in {@code docs/}.
 *
 * @param id the gateway's request id
 */
public record RestEvent(HttpRequest request, String id) {
  private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String PEM_END = "-----END CERTIFICATE-----";

  /**
   * Each byte of a text may need six in JSON, and an answer of a function has at most 6 MB; base64
   * needs four thirds.
   */
  private static final int MOST_TEXT_BYTES = 900 * 1024;

  public RestEvent {
    requireNonNull(request, "request is null");
    requireNonNull(id, "id is null");
  }

  /** Reads an event. */
  public static Decoded<RestEvent> decode(Bytes event) {
    return EventReader.read(event, RestEvent::of);
  }

  private static RestEvent of(EventReader event) {
    String path = event.text("path");
    if (!path.startsWith("/")) {
      throw event.at("path").wrong("a path with a slash at its beginning");
    }
    EventReader context = event.at("requestContext");
    HttpRequest request =
        new HttpRequest(
            event.text("httpMethod"),
            Percent.path(path),
            query(event),
            headers(event),
            body(event),
            certificate(context.at("identity").at("clientCert")));
    return new RestEvent(request, context.optionalText("requestId").orElse(""));
  }

  private static String query(EventReader event) {
    List<String> pairs = new ArrayList<>();
    values(event, "multiValueQueryStringParameters", "queryStringParameters")
        .forEach(
            (name, values) -> {
              for (String value : values) {
                pairs.add(Percent.part(name) + "=" + Percent.part(value));
              }
            });
    return String.join("&", pairs);
  }

  private static Map<String, List<String>> headers(EventReader event) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    values(event, "multiValueHeaders", "headers")
        .forEach(
            (name, values) ->
                headers
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                    .addAll(values));
    return headers;
  }

  /** The lists of {@code many}, or, if it is absent, the single values of {@code one}. */
  private static Map<String, List<String>> values(EventReader event, String many, String one) {
    EventReader part = event.at(many).isThere() ? event.at(many) : event.at(one);
    Map<String, List<String>> found = new LinkedHashMap<>();
    if (!part.isThere()) {
      return found;
    }
    if (!part.node().isObject()) {
      throw part.wrong("an object");
    }
    for (Map.Entry<String, JsonNode> field : part.node().properties()) {
      JsonNode value = field.getValue();
      List<String> texts = new ArrayList<>();
      for (JsonNode each : value.isArray() ? value : List.of(value)) {
        if (!each.isTextual()) {
          throw part.at(field.getKey()).wrong("a text or a list of texts");
        }
        texts.add(each.textValue());
      }
      found.put(field.getKey(), texts);
    }
    return found;
  }

  private static Bytes body(EventReader event) {
    Optional<String> body = event.optionalText("body");
    if (body.isEmpty()) {
      return Bytes.EMPTY;
    }
    if (!event.flag("isBase64Encoded")) {
      return Bytes.utf8(body.get());
    }
    try {
      return Bytes.owning(Base64.getDecoder().decode(body.get()));
    } catch (IllegalArgumentException e) {
      throw event.at("body").wrong("base64, as `isBase64Encoded` says,");
    }
  }

  private static Optional<Bytes> certificate(EventReader clientCert) {
    Optional<String> pem = clientCert.optionalText("clientCertPem");
    if (pem.isEmpty()) {
      return Optional.empty();
    }
    int begin = pem.get().indexOf(PEM_BEGIN);
    int end = pem.get().indexOf(PEM_END);
    if (begin < 0 || end < begin) {
      throw clientCert.at("clientCertPem").wrong("a certificate in PEM form");
    }
    try {
      String base64 = pem.get().substring(begin + PEM_BEGIN.length(), end);
      return Optional.of(Bytes.owning(Base64.getMimeDecoder().decode(base64)));
    } catch (IllegalArgumentException e) {
      throw clientCert.at("clientCertPem").wrong("a certificate in PEM form");
    }
  }

  /**
   * Writes an answer. Bodies go as base64 unless they are text by their content type: the gateway
   * would replace what is not UTF-8.
   */
  public static Bytes encode(HttpResponse answer) {
    ObjectNode json = Json.object();
    json.put("statusCode", answer.status());
    ObjectNode headers = json.putObject("multiValueHeaders");
    answer.headers().forEach((name, value) -> headers.putArray(name).add(value));
    boolean text = isText(answer);
    json.put(
        "body",
        text ? answer.body().text() : Base64.getEncoder().encodeToString(answer.body().toArray()));
    json.put("isBase64Encoded", !text);
    return Json.bytes(json);
  }

  private static boolean isText(HttpResponse answer) {
    String type =
        answer.headers().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
            .map(header -> header.getValue().toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse("");
    boolean named = type.startsWith("text/") || type.startsWith("application/json");
    // What is named text and is not UTF-8 would not come back as it was.
    return answer.body().isEmpty()
        || (named
            && answer.body().size() <= MOST_TEXT_BYTES
            && Bytes.utf8(answer.body().text()).equals(answer.body()));
  }
}
