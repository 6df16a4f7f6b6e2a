package dev.alcove.dispatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.alcove.dispatch.RouteTable.Routed;
import dev.alcove.dispatch.RouteTable.Target;
import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.Caller;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Plan;
import dev.alcove.domain.Ports;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Optional;

/**
 * The way of a request: address, find, route, authenticate, admit, run with its commit, record,
 * answer. The same on the laptop and on AWS. Thread-safe.
 */
final class HttpDoor {
  private static final String APP = "/app/";
  private static final String EXECUTION_HEADER = "x-alcove-execution-id";
  private static final String TRANSACTION_HEADER = "x-ms-ccf-transaction-id";

  private final DispatchSettings settings;
  private final Ports ports;
  private final Tenants tenants;
  private final Authenticator authenticator;
  private final Runs runs;

  HttpDoor(
      DispatchSettings settings,
      Ports ports,
      Tenants tenants,
      Authenticator authenticator,
      Runs runs) {
    this.settings = settings;
    this.ports = ports;
    this.tenants = tenants;
    this.authenticator = authenticator;
    this.runs = runs;
  }

  HttpResponse handle(HttpRequest request) {
    Optional<Address> address = Address.of(request);
    if (address.isEmpty()) {
      return Answers.unknownPath(true, request.path());
    }
    Optional<LiveTenant> tenant = tenants.find(address.get().tenant());
    if (tenant.isEmpty()) {
      return Answers.error(
          ErrorCode.NOT_FOUND, "There is no tenant `" + address.get().tenant() + "`.");
    }
    if (!settings.scriptsEnabled()) {
      return Answers.error(ErrorCode.SCRIPTS_DISABLED, "Scripts are switched off.");
    }
    if (tenant.get().item().state() == LiveItem.State.PAUSED) {
      return Answers.error(
          ErrorCode.TENANT_PAUSED, "Tenant `" + address.get().tenant() + "` is paused.");
    }
    return route(tenant.get(), request.withPath(address.get().path()));
  }

  private HttpResponse route(LiveTenant tenant, HttpRequest request) {
    String full = request.path();
    String path = full.startsWith(APP) ? full.substring(APP.length() - 1) : full;
    boolean script = RouteTable.isScriptPath(path);
    Routed routed = tenant.routes().route(request.method(), path);
    return switch (routed) {
      case Routed.Found found -> Cors.add(enter(tenant, request, found), found.target(), request);
      case Routed.Nowhere nowhere -> Answers.unknownPath(script, path);
      case Routed.OtherVerbs other ->
          Cors.preflight(tenant, request, other.allowed())
              .orElseGet(() -> Answers.otherVerbs(script, request.method(), path, other.allowed()));
      case Routed.Ambiguous ambiguous ->
          Answers.error(
              500,
              "InternalError",
              "Multiple potential matches for path: "
                  + path
                  + "\n"
                  + String.join("\n", ambiguous.templates()));
    };
  }

  private HttpResponse enter(LiveTenant tenant, HttpRequest request, Routed.Found found) {
    boolean script = found.target() instanceof RouteTable.ToScript;
    List<AuthnPolicy> policies =
        switch (found.target()) {
          case RouteTable.ToEndpoint to -> to.endpoint().policies();
          case RouteTable.ToScript to -> to.script().policies();
        };
    Authenticated who = authenticator.authenticate(tenant.item().tenant(), policies, request);
    return switch (who) {
      case Authenticated.As as -> run(tenant, request, found, as.caller());
      case Authenticated.Nobody nobody -> unauthenticated(script, nobody);
      case Authenticated.Elsewhere elsewhere ->
          script
              ? Answers.error(ErrorCode.FORBIDDEN, "These credentials are for another tenant.")
              : Answers.error(
                  403, "AuthorizationFailed", "These credentials are for another tenant.");
      case Authenticated.UnknownPolicy unknown ->
          Answers.error(500, "InternalError", "Unknown auth policy: " + unknown.name());
    };
  }

  private static HttpResponse unauthenticated(boolean script, Authenticated.Nobody nobody) {
    ArrayNode details = Json.mapper().createArrayNode();
    for (Authenticated.Refusal refusal : nobody.refusals()) {
      details
          .addObject()
          .put("auth_policy", refusal.policy())
          .put("code", script ? "UNAUTHENTICATED" : "InvalidAuthenticationInfo")
          .put("message", refusal.reason());
    }
    HttpResponse answer =
        script
            ? Answers.error(
                401,
                "UNAUTHENTICATED",
                "Nobody is authenticated. " + ErrorCode.UNAUTHENTICATED.cure(),
                details)
            : Answers.error(
                401, "InvalidAuthenticationInfo", "Invalid authentication credentials.", details);
    String last = nobody.refusals().getLast().policy();
    return last.equals("jwt")
        ? answer.with(
            "www-authenticate", "Bearer realm=\"JWT bearer token access\", error=\"invalid_token\"")
        : answer;
  }

  private HttpResponse run(
      LiveTenant tenant, HttpRequest request, Routed.Found found, Caller caller) {
    Plan plan = settings.plan(tenant.item().plan());
    ExecutionId execution = ports.ids().execution();
    Invocation invocation =
        new Invocation(
            execution,
            tenant.item().tenant(),
            tenant.item().name(),
            tenant.item().tier(),
            found.target().app(),
            found.target().version().hash(),
            entry(found.target()),
            new Invocation.HttpInput(request, found.params()),
            caller,
            caller.user(),
            TriggeredBy.API,
            1,
            Optional.empty(),
            0,
            execution.value(),
            Optional.empty(),
            limits(plan, found.target()),
            ports.clock().now());
    return answer(found.target(), execution, runs.now(invocation, plan));
  }

  private static Invocation.Entry entry(Target target) {
    return switch (target) {
      case RouteTable.ToEndpoint to ->
          new Invocation.EndpointEntry(to.endpoint().method(), to.endpoint().path().toString());
      case RouteTable.ToScript to -> new Invocation.ScriptEntry(to.script().name());
    };
  }

  private static Limits limits(Plan plan, Target target) {
    LimitOverrides app = target.version().manifest().limits();
    return switch (target) {
      case RouteTable.ToEndpoint to ->
          plan.limits().forEndpoint().lowered(app).lowered(to.endpoint().limits());
      case RouteTable.ToScript to -> plan.limits().lowered(app).lowered(to.script().limits());
    };
  }

  private static HttpResponse answer(Target target, ExecutionId execution, RunResult result) {
    HttpResponse answer;
    if (result.response().isPresent() && result.outcome() == Outcome.OK) {
      answer = result.response().get();
    } else {
      Failure failure =
          result
              .failure()
              .orElseGet(() -> Failure.of(ErrorCode.PLATFORM_FAILED, "There is no answer."));
      answer =
          switch (target) {
            case RouteTable.ToEndpoint to -> Answers.endpointFailed(result.outcome(), failure);
            case RouteTable.ToScript to -> Answers.scriptFailed(result.outcome(), failure);
          };
    }
    answer = answer.with(EXECUTION_HEADER, execution.value());
    return result.transaction().isPresent()
        ? answer.with(TRANSACTION_HEADER, result.transaction().get())
        : answer;
  }
}
