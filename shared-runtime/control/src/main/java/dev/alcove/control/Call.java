package dev.alcove.control;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Principal;
import dev.alcove.domain.TenantId;
import java.util.Map;
import java.util.Optional;

/**
 * One request to one address.
 *
 * @param params decoded values of the path's parameters
 * @param tenant the live item of the tenant that the path names; they may see it
 */
record Call(
    Route route,
    HttpRequest request,
    Principal principal,
    Map<String, String> params,
    Query query,
    Optional<LiveItem> tenant) {
  Call {
    requireNonNull(route, "route is null");
    requireNonNull(request, "request is null");
    requireNonNull(principal, "principal is null");
    params = Map.copyOf(params);
    requireNonNull(query, "query is null");
    requireNonNull(tenant, "tenant is null");
  }

  /** The tenant of an address that names one. */
  LiveItem live() {
    return tenant.orElseThrow(() -> new IllegalStateException("this address names no tenant"));
  }

  TenantId tenantId() {
    return live().tenant();
  }

  AppName app() {
    return new AppName(param("app"));
  }

  ExecutionId execution() {
    return new ExecutionId(param("execution"));
  }

  String param(String name) {
    return requireNonNull(params.get(name), () -> "no parameter " + name);
  }

  /** The body, checked against what the address takes. */
  Body body() {
    return Body.read(request.body(), route.body());
  }
}
