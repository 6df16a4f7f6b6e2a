package dev.alcove.hostapi;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.hostapi.Operation.Answer;
import dev.alcove.wire.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * What scripts know and this version does not have. Each call says which line of the manifest it
 * will need, so that a script can be written today.
 */
final class MissingCapabilities {
  private MissingCapabilities() {}

  static void addTo(Map<String, Operation> table) {
    for (String verb :
        new String[] {
          "query", "findOne", "findMany", "insert", "update", "delete", "transaction"
        }) {
      String operation = "db." + verb;
      table.put(operation, missing(arguments -> new Missing(operation, "\"db\": true")));
    }
    table.put("services.call", missing(MissingCapabilities::service));
    table.put("http.request", missing(MissingCapabilities::http));
    table.put("secrets.handle", missing(MissingCapabilities::secret));
  }

  private record Missing(String what, String line) {}

  private interface Description {
    Missing of(Arguments arguments);
  }

  private static Operation missing(Description description) {
    return (run, arguments, bytes) -> refuse(description.of(arguments));
  }

  private static Answer refuse(Missing missing) {
    throw new HostException(
        ErrorCode.CAPABILITY_MISSING,
        "`%s` needs `\"capabilities\": {%s}` in the manifest, and a platform that offers it; this version does not yet."
            .formatted(missing.what, missing.line));
  }

  private static Missing service(Arguments arguments) {
    String name =
        Texts.shown(arguments.text("service")) + "." + Texts.shown(arguments.text("operation"));
    return new Missing("services." + name, "\"services\": [" + quoted(name) + "]");
  }

  private static Missing http(Arguments arguments) {
    return new Missing("http", "\"http\": [" + quoted(host(arguments.text("url"))) + "]");
  }

  private static Missing secret(Arguments arguments) {
    String name = Texts.shown(arguments.text("name"));
    return new Missing("secrets." + name, "\"secrets\": [" + quoted(name) + "]");
  }

  private static String host(String url) {
    try {
      String host = new URI(url).getHost();
      return host == null ? "the.host.name" : Texts.shown(host);
    } catch (URISyntaxException e) {
      return "the.host.name";
    }
  }

  private static String quoted(String text) {
    return Json.text(Json.mapper().getNodeFactory().textNode(text));
  }
}
