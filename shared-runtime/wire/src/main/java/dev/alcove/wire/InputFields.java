package dev.alcove.wire;

import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.ScriptName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which entry is run with what, inside a runner call. */
final class InputFields {
  private InputFields() {}

  static void putEntry(Invocation.Entry entry, FieldWriter out) {
    switch (entry) {
      case Invocation.EndpointEntry endpoint -> {
        out.text("kind", "endpoint");
        out.text("method", endpoint.method());
        out.text("template", endpoint.template());
      }
      case Invocation.ScriptEntry script -> {
        out.text("kind", "script");
        out.text("script", script.script().value());
      }
    }
  }

  static Invocation.Entry takeEntry(FieldReader in) {
    String kind = in.text("kind");
    return switch (kind) {
      case "endpoint" -> new Invocation.EndpointEntry(in.text("method"), in.text("template"));
      case "script" -> new Invocation.ScriptEntry(in.value("script", ScriptName::new));
      default -> throw new IllegalArgumentException("kind `" + kind + "` is not known.");
    };
  }

  static void put(Invocation.Input input, FieldWriter out) {
    switch (input) {
      case Invocation.HttpInput http -> {
        HttpRequest request = http.request();
        out.text("kind", "http");
        out.text("method", request.method());
        out.text("path", request.path());
        out.text("query", request.query());
        out.list("headers", request.headers().entrySet(), InputFields::putHeader);
        ByteFields.put(request.body(), out);
        request
            .clientCertificate()
            .ifPresent(der -> out.text("certificate", ByteFields.base64(der)));
        out.list("params", new TreeMap<>(http.params()).entrySet(), InputFields::putParam);
      }
      case Invocation.JsonInput json -> {
        out.text("kind", "json");
        out.text("json", json.json());
      }
    }
  }

  static Invocation.Input take(FieldReader in) {
    String kind = in.text("kind");
    return switch (kind) {
      case "http" -> {
        Map<String, List<String>> headers = new TreeMap<>();
        in.list("headers", h -> Map.entry(h.text("name"), h.texts("values")))
            .forEach(header -> headers.put(header.getKey(), header.getValue()));
        Map<String, String> params = new TreeMap<>();
        in.list("params", p -> Map.entry(p.text("name"), p.text("value")))
            .forEach(param -> params.put(param.getKey(), param.getValue()));
        HttpRequest request =
            new HttpRequest(
                in.text("method"),
                in.text("path"),
                in.text("query"),
                headers,
                ByteFields.take(in),
                in.optional(
                    "certificate", (reader, name) -> reader.value(name, ByteFields::ofBase64)));
        yield new Invocation.HttpInput(request, params);
      }
      case "json" -> new Invocation.JsonInput(in.text("json"));
      default -> throw new IllegalArgumentException("kind `" + kind + "` is not known.");
    };
  }

  private static void putHeader(Map.Entry<String, List<String>> header, FieldWriter out) {
    out.text("name", header.getKey());
    out.texts("values", header.getValue());
  }

  private static void putParam(Map.Entry<String, String> param, FieldWriter out) {
    out.text("name", param.getKey());
    out.text("value", param.getValue());
  }
}
