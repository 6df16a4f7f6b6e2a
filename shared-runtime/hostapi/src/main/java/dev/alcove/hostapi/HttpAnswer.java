package dev.alcove.hostapi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.HttpResponse;
import dev.alcove.wire.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a handler that was given a request has answered, read from the output of its run. Only the
 * preludes write that output; values in it are the guest's all the same, so what no front could
 * send is found here.
 */
public sealed interface HttpAnswer {
  /**
   * An answer.
   *
   * @param metrics whether CCF's metrics line is wanted
   */
  record Answered(HttpResponse response, boolean metrics) implements HttpAnswer {
    public Answered {
      requireNonNull(response, "response is null");
    }
  }

  /**
   * The handler returned something that is no answer: the run counts as {@code THREW}, the client
   * gets 500 with the message.
   *
   * @param message CCF's text, which a client may see
   * @param cause what guest code threw while the value was read, for who may see details
   */
  record Invalid(String message, Optional<String> cause) implements HttpAnswer {
    public Invalid {
      requireNonNull(message, "message is null");
      requireNonNull(cause, "cause is null");
    }

    /** This as the run's failure. */
    public Failure failure() {
      return Failure.of(
          ErrorCode.SCRIPT_THREW, cause.map(text -> message + " " + text).orElse(message));
    }
  }

  /** Reads the output of an endpoint's run. */
  static HttpAnswer ofEndpoint(String json, Bytes bytes) {
    return Reader.read(json, bytes, "Invalid endpoint function return value (%s).");
  }

  /** Reads the output of an http script's run. */
  static HttpAnswer ofScript(String json, Bytes bytes) {
    return Reader.read(json, bytes, "The answer of the http handler is not valid (%s).");
  }

  /** Reads what the preludes have written. */
  final class Reader {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
    private static final Pattern VALUE = Pattern.compile("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");
    private static final int LEAST_STATUS = 100;
    private static final int MOST_STATUS = 599;

    /** How a message is framed is the front's business: a script's word on it would be a lie. */
    private static final Set<String> FRAMING =
        ignoringCase(
            "connection",
            "content-length",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private Reader() {}

    private static HttpAnswer read(String json, Bytes bytes, String invalid) {
      JsonNode node = Json.parse(json);
      if (node.has("invalid")) {
        return new Invalid(node.path("invalid").asText(), cause(node.path("cause")));
      }
      double status = node.path("status").doubleValue();
      if (status < LEAST_STATUS || status > MOST_STATUS) {
        return new Invalid(invalid.formatted("status code type"), Optional.empty());
      }
      JsonNode text = node.path("text");
      Bytes body = text.isTextual() ? Texts.utf8(text.textValue()) : bytes;
      HttpResponse response = new HttpResponse((int) status, Map.of(), body);
      for (JsonNode header : node.path("headers")) {
        String name = header.path(0).asText();
        String value = header.path(1).asText();
        if (!TOKEN.matcher(name).matches()) {
          return new Invalid(invalid.formatted("header type"), Optional.empty());
        }
        if (!VALUE.matcher(value).matches()) {
          return new Invalid(invalid.formatted("header value type"), Optional.empty());
        }
        if (!FRAMING.contains(name)) {
          response = response.with(name, value);
        }
      }
      return new Answered(response, node.path("metrics").asBoolean(true));
    }

    private static Optional<String> cause(JsonNode cause) {
      if (cause.isMissingNode()) {
        return Optional.empty();
      }
      String name = cause.path("name").asText();
      String message = cause.path("message").asText();
      return Optional.of(name.isEmpty() ? message : name + ": " + message);
    }

    private static Set<String> ignoringCase(String... names) {
      Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      set.addAll(List.of(names));
      return Collections.unmodifiableSet(set);
    }
  }
}
