package dev.alcove.control;

import static java.util.stream.Collectors.joining;

import dev.alcove.dispatch.Dispatch;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Principal;
import dev.alcove.domain.Runner;
import dev.alcove.domain.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administration API, {@code /admin/v1}: a table of addresses, and for each what it takes, who
 * may use it and what answers. Thread-safe.
 */
public final class Control {
  /** What every address begins with. */
  public static final String PREFIX = "/admin/v1";

  private static final Logger LOG = LoggerFactory.getLogger(Control.class);
  private static final String REQUEST_ID = "x-request-id";

  private final Ports ports;
  private final Dispatch dispatch;
  private final List<Route> routes;

  /**
   * Wires the API.
   *
   * @param deployments shared with whatever else deploys in this process
   * @param runner where guests run here, to cancel them
   */
  public Control(
      ControlSettings settings,
      Ports ports,
      Dispatch dispatch,
      Runner runner,
      Deployments deployments) {
    this.ports = ports;
    this.dispatch = dispatch;
    List<Route> all = new ArrayList<>();
    Removals removals = new Removals(ports, runner);
    all.addAll(new TenantHandlers(settings, ports, removals).routes());
    all.addAll(removals.routes());
    all.addAll(new TransferHandlers(ports, deployments).routes());
    all.addAll(new AppHandlers(ports, deployments).routes());
    all.addAll(new DeploymentHandlers(ports, deployments).routes());
    all.addAll(new ScriptHandlers(ports, dispatch.direct()).routes());
    all.addAll(new RunHandlers(ports, runner).routes());
    all.addAll(new LogHandlers(ports).routes());
    all.addAll(new EventHandlers(ports, dispatch.queued()).routes());
    all.addAll(new UsageHandlers(ports).routes());
    all.add(
        Route.of(
            "describeApi",
            "GET",
            "/openapi.json",
            Access.ANYONE,
            "This description, in OpenAPI 3.1.",
            call -> openApi()));
    routes = List.copyOf(all);
  }

  /**
   * Answers a request to {@code /admin/v1}. Never throws for anything that the request does.
   *
   * @param principal who sends it
   */
  public HttpResponse handle(HttpRequest request, Principal principal) {
    try {
      return answer(request, principal);
    } catch (Refusal e) {
      return Answers.error(e.code(), e.text());
    } catch (InvalidValueException e) {
      return Answers.error(ErrorCode.INVALID_INPUT, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      String id = request.header(REQUEST_ID).orElseGet(() -> ports.ids().next());
      LOG.error("Request {} to {} {} failed.", id, request.method(), request.path(), e);
      return Answers.error(
              ErrorCode.PLATFORM_FAILED, "The request `" + Shown.of(id) + "` has failed.")
          .with(REQUEST_ID, id);
    }
  }

  /**
   * Answers a request whose sender shows a token: 401 without one that holds. The description of
   * the API is open to everybody.
   */
  public HttpResponse handle(HttpRequest request) {
    if (request.path().equals(PREFIX + "/openapi.json") && request.method().equals("GET")) {
      return openApi();
    }
    return dispatch
        .adminTokens()
        .principal(request)
        .map(principal -> handle(request, principal))
        .orElseGet(Control::unauthenticated);
  }

  /** The answer to somebody who shows no credentials that hold. */
  public static HttpResponse unauthenticated() {
    return Answers.error(ErrorCode.UNAUTHENTICATED, "Send `Authorization: Bearer <token>`.")
        .with("www-authenticate", "Bearer realm=\"alcove\"");
  }

  /** The description of the API, from the table that requests are answered by. */
  public HttpResponse openApi() {
    return Answers.ok(OpenApi.of(routes));
  }

  List<Route> routes() {
    return routes;
  }

  private HttpResponse answer(HttpRequest request, Principal principal) {
    if (!request.path().startsWith(PREFIX + "/")) {
      throw Refusal.notFound("There is nothing at `" + Shown.of(request.path()) + "`.");
    }
    String path = request.path().substring(PREFIX.length());
    List<Route> matching =
        routes.stream().filter(route -> route.path().match(path).isPresent()).toList();
    if (matching.isEmpty()) {
      throw Refusal.notFound("There is nothing at `" + Shown.of(request.path()) + "`.");
    }
    Optional<Route> found =
        matching.stream().filter(route -> route.method().equals(request.method())).findFirst();
    if (found.isEmpty()) {
      String allow =
          matching.stream().map(Route::method).distinct().sorted().collect(joining(", "));
      return Answers.error(ErrorCode.METHOD_NOT_ALLOWED, "This address knows " + allow + " only.")
          .with("allow", allow);
    }
    Route route = found.get();
    Map<String, String> params = decoded(route.path().match(path).orElseThrow());
    Optional<LiveItem> tenant =
        route.namesTenant()
            ? Optional.of(tenant(params.getOrDefault(Route.TENANT, ""), principal))
            : Optional.empty();
    Call call =
        new Call(
            route, request, principal, params, Query.read(request.query(), route.query()), tenant);
    route.access().check(call);
    return route.handler().apply(call);
  }

  private static Map<String, String> decoded(Map<String, String> raw) {
    return raw.entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey, entry -> Query.decoded(entry.getValue().replace("+", "%2B"))));
  }

  /** What they may not see does not exist for them. */
  private LiveItem tenant(String id, Principal principal) {
    TenantId tenant = new TenantId(id);
    return Optional.of(tenant)
        .filter(principal::sees)
        .flatMap(ports.registry()::live)
        .orElseThrow(() -> Refusal.notFound("There is no tenant `" + tenant + "`."));
  }
}
