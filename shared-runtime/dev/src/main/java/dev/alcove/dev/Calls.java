package dev.alcove.dev;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import dev.alcove.domain.TenantId;
import dev.alcove.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the calls of a tenant's entries as a person would type them. */
final class Calls {
  private final TenantId tenant;
  private final String user;
  private final String url;
  private final Optional<String> tlsUrl;
  private final String authority;

  /**
   * Calls of one tenant.
   *
   * @param user whose e-mail the calls that need one are made with
   * @param authority the file of the CA's certificate
   */
  Calls(TenantId tenant, String user, String url, Optional<String> tlsUrl, String authority) {
    this.tenant = tenant;
    this.user = user;
    this.url = url;
    this.tlsUrl = tlsUrl;
    this.authority = authority;
  }

  String endpoint(Endpoint endpoint) {
    JsonNode openapi = Json.parse(endpoint.openapi());
    SampleValue samples = new SampleValue();
    String path = path(endpoint.path(), openapi.path("parameters"), samples);
    JsonNode schema =
        openapi.path("requestBody").path("content").path("application/json").path("schema");
    Optional<String> body =
        schema.isMissingNode() ? Optional.empty() : Optional.of(samples.of(schema).toString());
    return curl(endpoint.method(), "/app" + path, endpoint.policies(), body);
  }

  String http(Script script, Script.Http http) {
    String path = path(http.path(), Json.mapper().createArrayNode(), new SampleValue());
    Optional<String> body =
        switch (http.method()) {
          case "GET", "HEAD", "DELETE", "OPTIONS" -> Optional.empty();
          default -> Optional.of("{}");
        };
    return curl(http.method(), path, script.policies(), body);
  }

  String run(Script script) {
    return "./alcove run " + script.name() + " --tenant " + tenant + " --payload '{}'";
  }

  String event(Script.Event event) {
    String type = Json.parse(event.pattern()).path("detail-type").path(0).asText("TYPE");
    return "./alcove event publish " + type + " --tenant " + tenant + " --data '{}'";
  }

  private String path(PathTemplate template, JsonNode parameters, SampleValue samples) {
    String path = template.toString();
    for (String name : template.names()) {
      String value = name;
      for (JsonNode parameter : parameters) {
        if (parameter.path("name").asText().equals(name)) {
          value = samples.of(parameter.path("schema")).asText();
        }
      }
      path =
          path.replace(
              "{" + name + "}",
              URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return path;
  }

  private String curl(
      String method, String path, List<AuthnPolicy> policies, Optional<String> body) {
    Set<String> first = first(policies);
    boolean certificate = first.stream().anyMatch(name -> name.endsWith("_cert"));
    List<String> parts = new ArrayList<>();
    parts.add("curl");
    if (!method.equals("GET")) {
      parts.add(method.equals("HEAD") ? "-I" : "-X " + method);
    }
    if (certificate) {
      parts.add("--cacert " + quoted(authority) + " --cert user.crt --key user.key");
    }
    if (first.contains("jwt")) {
      parts.add(
          "-H \"authorization: Bearer $(./alcove token --tenant "
              + tenant
              + " --user "
              + user
              + ")\"");
    }
    body.ifPresent(
        text -> {
          parts.add("-H 'content-type: application/json'");
          parts.add("-d " + quoted(text));
        });
    String base = certificate ? tlsUrl.orElse(url) : url;
    parts.add(quoted(base + "/t/" + tenant + path));
    String line = String.join(" ", parts);
    return certificate && tlsUrl.isEmpty()
        ? line + "   # needs a client certificate: start with --tls"
        : line;
  }

  /** What the caller shows: the policies of the first choice that we can make something for. */
  private static Set<String> first(List<AuthnPolicy> policies) {
    Set<String> names = new LinkedHashSet<>();
    for (AuthnPolicy policy : policies) {
      switch (policy) {
        case AuthnPolicy.Named named -> names.add(named.name());
        case AuthnPolicy.AllOf all -> {
          return new LinkedHashSet<>(all.names());
        }
      }
    }
    if (names.isEmpty() || names.contains("no_auth")) {
      return Set.of();
    }
    return names.contains("jwt") ? Set.of("jwt") : Set.of(names.iterator().next());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
