package dev.alcove.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.dispatch.DirectRuns;
import dev.alcove.dispatch.ResultView;
import dev.alcove.domain.AppName;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ports;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.User;
import dev.alcove.domain.Version;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Scripts over all live apps of a tenant: listed, started, called as hooks. */
final class ScriptHandlers {
  private final Ports ports;
  private final DirectRuns direct;

  ScriptHandlers(Ports ports, DirectRuns direct) {
    this.ports = ports;
    this.direct = direct;
  }

  List<Route> routes() {
    Field input = Field.optional("input", Field.Kind.ANY, "What the handler gets.");
    Field user =
        Field.optional(
            "user",
            Field.Kind.OBJECT,
            "On whose behalf: id, email, name, permissions. For operators; others act for"
                + " themselves.");
    return List.of(
        Route.of(
            "listScripts",
            "GET",
            "/tenants/{tenant}/scripts",
            Access.READ,
            "The live scripts of all apps, with their triggers.",
            this::list),
        Route.of(
            "listSchedules",
            "GET",
            "/tenants/{tenant}/schedules",
            Access.READ,
            "The live cron scripts with their next five times, in UTC and in their zone.",
            this::schedules),
        Route.of(
                "startScript",
                "POST",
                "/tenants/{tenant}/scripts/{script}/runs",
                Access.EXECUTE,
                "Queues a one-off, embedded or cron script; the answer names the execution.",
                this::start)
            .withBody(input, user),
        Route.of(
                "callHook",
                "POST",
                "/tenants/{tenant}/hooks/{hook}",
                Access.EXECUTE,
                "Runs the embedded script of a hook and answers with its result.",
                this::hook)
            .withBody(input, user));
  }

  private HttpResponse list(Call call) {
    ArrayNode scripts = Json.array();
    each(
        call,
        (app, script) ->
            scripts.add(EntryViews.script(script, ports.clock().now()).put("app", app.value())));
    ObjectNode body = Json.object();
    body.set("scripts", scripts);
    return Answers.ok(body);
  }

  private HttpResponse schedules(Call call) {
    ArrayNode schedules = Json.array();
    each(
        call,
        (app, script) -> {
          if (script.trigger() instanceof Script.Cron) {
            schedules.add(EntryViews.script(script, ports.clock().now()).put("app", app.value()));
          }
        });
    ObjectNode body = Json.object();
    body.set("schedules", schedules);
    return Answers.ok(body);
  }

  private void each(Call call, BiConsumer<AppName, Script> visit) {
    call.live()
        .apps()
        .forEach(
            (app, live) -> {
              Version version =
                  ports
                      .code()
                      .get(call.tenantId(), live.version())
                      .orElseThrow(
                          () ->
                              new IllegalStateException("live but not stored: " + live.version()));
              version.manifest().scripts().forEach(script -> visit.accept(app, script));
            });
  }

  private HttpResponse start(Call call) {
    Body body = call.body();
    DirectRuns.Queued queued =
        direct.queue(
            call.tenantId(),
            new DirectRuns.Callee.ByName(new ScriptName(call.param("script"))),
            body.json("input"),
            Optional.of(user(call, body)),
            TriggeredBy.MANUAL);
    return switch (queued) {
      case DirectRuns.Queued.As as -> accepted(call, as.execution());
      case DirectRuns.Queued.Refused refused -> refused(refused.result());
    };
  }

  private static HttpResponse accepted(Call call, ExecutionId execution) {
    return Answers.json(202, Json.object().put("execution", execution.value()))
        .with("location", Control.PREFIX + "/tenants/" + call.tenantId() + "/runs/" + execution);
  }

  private HttpResponse hook(Call call) {
    Body body = call.body();
    RunResult result =
        direct.now(
            call.tenantId(),
            new DirectRuns.Callee.ByHook(call.param("hook")),
            body.json("input"),
            Optional.of(user(call, body)),
            TriggeredBy.HOOK);
    return switch (result.outcome()) {
      case NOT_FOUND, DENIED, REJECTED, OVERLOADED -> refused(result);
      case OK,
          THREW,
          COMPILE_FAILED,
          WALL_EXCEEDED,
          CPU_EXCEEDED,
          MEMORY_EXCEEDED,
          STACK_EXCEEDED,
          OUTPUT_EXCEEDED,
          HOST_CALLS_EXCEEDED,
          CONFLICT,
          CANCELLED,
          PLATFORM_FAILED ->
          Answers.ok(ResultView.of(result));
    };
  }

  /** The answer to what was refused before it ran. */
  private static HttpResponse refused(RunResult result) {
    Failure failure =
        result
            .failure()
            .orElseGet(() -> Failure.of(ErrorCode.PLATFORM_FAILED, "There is no reason."));
    HttpResponse answer = Answers.error(failure.code(), failure.message());
    return result.outcome() == Outcome.OVERLOADED ? answer.with("retry-after", "1") : answer;
  }

  private static User user(Call call, Body body) {
    Optional<JsonNode> named = body.object("user");
    if (named.isEmpty()) {
      return call.principal().user();
    }
    if (!call.principal().operator()) {
      throw new Refusal(ErrorCode.FORBIDDEN, "Only an operator may act on behalf of a user.");
    }
    JsonNode user = named.get();
    if (!user.path("id").isTextual()) {
      throw Refusal.invalid("Field `user.id` must be a text.");
    }
    Set<String> permissions = new TreeSet<>();
    user.path("permissions").forEach(permission -> permissions.add(permission.asText()));
    return new User(
        user.path("id").asText(),
        user.path("email").asText(""),
        user.path("name").asText(""),
        permissions);
  }
}
