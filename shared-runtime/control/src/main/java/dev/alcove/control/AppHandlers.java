package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Optional;

/** Apps, and what they were before. */
final class AppHandlers {
  private static final int DEPLOYMENTS_SHOWN = 20;
  private static final int MOST_DEPLOYMENTS = 200;

  private final Ports ports;
  private final Deployments deployments;

  AppHandlers(Ports ports, Deployments deployments) {
    this.ports = ports;
    this.deployments = deployments;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            "listApps",
            "GET",
            "/tenants/{tenant}/apps",
            Access.READ,
            "The live apps with their entries.",
            this::list),
        Route.of(
            "getApp",
            "GET",
            "/tenants/{tenant}/apps/{app}",
            Access.READ,
            "One live app with its entries.",
            this::get),
        Route.of(
            "removeApp",
            "DELETE",
            "/tenants/{tenant}/apps/{app}",
            Access.DELETE,
            "Takes an app out of service; its versions stay, so that it can be brought back.",
            this::remove),
        Route.of(
            "listVersions",
            "GET",
            "/tenants/{tenant}/apps/{app}/versions",
            Access.READ,
            "The versions that are kept, the newest first.",
            this::versions),
        Route.of(
                "listDeployments",
                "GET",
                "/tenants/{tenant}/apps/{app}/deployments",
                Access.READ,
                "What was made live, by whom and why, the newest first.",
                this::history)
            .taking(
                Field.optional("limit", Field.Kind.COUNT, "How many, 1 to " + MOST_DEPLOYMENTS)));
  }

  private HttpResponse list(Call call) {
    ArrayNode apps = Json.array();
    call.live().apps().forEach((app, live) -> apps.add(view(call.tenantId(), app, live)));
    ObjectNode body = Json.object();
    body.set("apps", apps);
    return Answers.ok(body);
  }

  private HttpResponse get(Call call) {
    return Answers.ok(view(call.tenantId(), call.app(), live(call)));
  }

  private static LiveItem.LiveApp live(Call call) {
    return Optional.ofNullable(call.live().apps().get(call.app()))
        .orElseThrow(() -> Refusal.notFound("There is no live app `" + call.app() + "`."));
  }

  private ObjectNode view(TenantId tenant, AppName app, LiveItem.LiveApp live) {
    ObjectNode view =
        Json.object()
            .put("app", app.value())
            .put("version", live.version().value())
            .put("deployment", live.deployment());
    view.set("deployer", Views.user(live.deployer()));
    Version version =
        ports
            .code()
            .get(tenant, live.version())
            .orElseThrow(() -> new IllegalStateException("live but not stored: " + live.version()));
    view.set("entries", EntryViews.all(version, ports.clock().now()));
    return view;
  }

  private HttpResponse remove(Call call) {
    Deployment removal =
        deployments
            .remove(call.tenantId(), call.app(), call.principal().user(), "")
            .orElseThrow(() -> Refusal.notFound("There is no live app `" + call.app() + "`."));
    return Answers.ok(Views.deployment(removal));
  }

  private HttpResponse versions(Call call) {
    Optional<VersionHash> live =
        Optional.ofNullable(call.live().apps().get(call.app())).map(LiveItem.LiveApp::version);
    List<VersionInfo> versions = ports.registry().versions(call.tenantId(), call.app());
    if (versions.isEmpty()) {
      throw Refusal.notFound("There is no app `" + call.app() + "`.");
    }
    ArrayNode list = Json.array();
    for (VersionInfo version : versions) {
      list.add(Views.version(version, live.filter(version.hash()::equals).isPresent()));
    }
    ObjectNode body = Json.object();
    body.set("versions", list);
    return Answers.ok(body);
  }

  private HttpResponse history(Call call) {
    int limit = call.query().limit(DEPLOYMENTS_SHOWN, MOST_DEPLOYMENTS);
    ArrayNode list = Json.array();
    for (Deployment deployment : ports.registry().deployments(call.tenantId(), call.app(), limit)) {
      list.add(Views.deployment(deployment));
    }
    ObjectNode body = Json.object();
    body.set("deployments", list);
    return Answers.ok(body);
  }
}
