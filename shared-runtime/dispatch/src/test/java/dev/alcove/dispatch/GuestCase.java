package dev.alcove.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Caller;
import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Module;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.User;
import dev.alcove.domain.Version;
import dev.alcove.wire.Json;
import dev.alcove.wire.VersionHashing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One guest under {@code src/test/guest}. Its README says what the head, the JSON in the first
 * comment, may hold.
 */
record GuestCase(String source, JsonNode head) {
  static final TenantId TENANT = new TenantId("acme");
  static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

  private static final String MAIN = "main.js";
  private static final ScriptName SCRIPT = new ScriptName("report");
  private static final User ANN =
      new User("u-1", "ann@acme.example", "Ann", Set.of("reports.view"));
  private static final Set<String> POINT_MAPS = Set.of("points");
  private static final Pattern ES_MODULE = Pattern.compile("(?m)^(import|export)\\b");
  private static final Set<String> KNOWN =
      Set.of(
          "kind", "mode", "atomic", "globals", "eval", "bigint", "request", "input", "kv",
          "storage", "user", "limits", "modules", "show");

  GuestCase {
    head.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("the head of a case has no field " + name);
              }
            });
  }

  static GuestCase parse(String source) {
    String head = source.substring(source.indexOf("/*") + 2, source.indexOf("*/"));
    return new GuestCase(source, Json.parse(head));
  }

  boolean isEndpoint() {
    return kind().equals("endpoint");
  }

  boolean showsLogLines() {
    return head.path("show").asText().equals("log lines");
  }

  /** Whether storage is written call by call. */
  boolean isImmediate() {
    return !isEndpoint() && !head.path("atomic").asBoolean();
  }

  private String kind() {
    return head.path("kind").asText("value");
  }

  Version version() {
    SortedMap<String, String> sources = new TreeMap<>();
    head.path("modules").properties().forEach(e -> sources.put(e.getKey(), e.getValue().asText()));
    sources.put(MAIN, source);
    SortedMap<String, Module> modules = new TreeMap<>();
    sources.forEach((name, text) -> modules.put(name, new Module(name, kindOf(name), text)));
    return new Version(VersionHashing.hash("{}", sources), "{}", manifest(), modules);
  }

  private Module.Kind kindOf(String name) {
    if (name.endsWith(".json")) {
      return Module.Kind.JSON;
    }
    boolean classic = name.equals(MAIN) && !ES_MODULE.matcher(source).find();
    return classic ? Module.Kind.CLASSIC : Module.Kind.ESM;
  }

  private Manifest manifest() {
    return new Manifest(
        isEndpoint() ? List.of(endpoint()) : List.of(),
        isEndpoint() ? List.of() : List.of(script()),
        new DeclaredCapabilities(false, List.of(), List.of(), List.of(), globals()),
        POINT_MAPS,
        LimitOverrides.NONE,
        head.path("eval").asBoolean(),
        head.path("bigint").asBoolean(),
        List.of());
  }

  private Set<String> globals() {
    Set<String> names = new TreeSet<>();
    head.path("globals").forEach(name -> names.add(name.asText()));
    return names;
  }

  private Endpoint endpoint() {
    return new Endpoint(
        method(),
        template(),
        MAIN,
        "main",
        Mode.valueOf(head.path("mode").asText("readwrite").toUpperCase(Locale.ROOT)),
        List.of(),
        "{}",
        false,
        Endpoint.Validate.OFF,
        LimitOverrides.NONE);
  }

  private Script script() {
    Script.Trigger trigger =
        switch (kind()) {
          case "http" -> new Script.Http(method(), template());
          case "event" -> new Script.Event("{}");
          case "value" -> new Script.OneOff();
          default -> throw new IllegalArgumentException("there is no kind " + kind());
        };
    boolean atomic = head.path("atomic").asBoolean();
    return new Script(SCRIPT, trigger, MAIN, "main", List.of(), atomic, LimitOverrides.NONE);
  }

  Invocation invocation() {
    Optional<User> user = head.path("user").isNull() ? Optional.empty() : Optional.of(ANN);
    return new Invocation(
        new ExecutionId("exec-1"),
        TENANT,
        "Acme Inc.",
        LiveItem.Tier.SHARED,
        AppName.MAIN,
        version().hash(),
        isEndpoint()
            ? new Invocation.EndpointEntry(method(), template().toString())
            : new Invocation.ScriptEntry(SCRIPT),
        input(),
        isEndpoint() ? new Caller.NoAuth() : new Caller.Platform(user),
        user,
        triggeredBy(),
        1,
        Optional.empty(),
        0,
        "root-1",
        Optional.empty(),
        limits(),
        NOW);
  }

  private TriggeredBy triggeredBy() {
    return switch (kind()) {
      case "event" -> TriggeredBy.EVENT;
      case "value" -> TriggeredBy.MANUAL;
      default -> TriggeredBy.API;
    };
  }

  private Invocation.Input input() {
    if (isEndpoint() || kind().equals("http")) {
      Map<String, String> params = new TreeMap<>();
      request()
          .path("params")
          .properties()
          .forEach(e -> params.put(e.getKey(), e.getValue().asText()));
      return new Invocation.HttpInput(httpRequest(), params);
    }
    return new Invocation.JsonInput(head.has("input") ? Json.text(head.path("input")) : "");
  }

  private HttpRequest httpRequest() {
    Map<String, List<String>> headers = new TreeMap<>();
    request()
        .path("headers")
        .properties()
        .forEach(e -> headers.put(e.getKey(), List.of(e.getValue().asText())));
    return new HttpRequest(
        method(),
        request().path("path").asText("/"),
        request().path("query").asText(""),
        headers,
        Bytes.utf8(request().path("body").asText("")),
        Optional.empty());
  }

  private JsonNode request() {
    return head.path("request");
  }

  private String method() {
    return request().path("method").asText("GET");
  }

  private PathTemplate template() {
    return PathTemplate.parse(request().path("template").asText("/"));
  }

  /** The defaults, but for the ones that the head names. */
  private Limits limits() {
    ObjectNode all = Json.mapper().valueToTree(Limits.DEFAULT);
    head.path("limits").properties().forEach(e -> all.set(e.getKey(), e.getValue()));
    try {
      return Json.mapper().treeToValue(all, Limits.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the head of a case names limits that are none", e);
    }
  }
}
