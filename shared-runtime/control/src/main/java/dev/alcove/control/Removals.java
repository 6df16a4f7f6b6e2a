package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Runner;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TenantRemoval;
import dev.alcove.domain.TenantScoped;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes tenants. A tenant is paused first, so that nothing begins; then all stores let go of it,
 * and last the registry, which leaves a record. After a crash on the way the tenant is there still,
 * paused, and removing it again finishes what is left.
 */
final class Removals {
  private static final int MOST_TRIES = 10;

  private final Ports ports;
  private final Runner runner;

  Removals(Ports ports, Runner runner) {
    this.ports = ports;
    this.runner = runner;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                "removeTenant",
                "DELETE",
                "/tenants/{tenant}",
                Access.OPERATOR,
                "Removes a paused tenant with everything it has, for good; a record of the removal"
                    + " is left. Runs under way may write until they end.",
                this::remove)
            .taking(
                Field.optional(
                    "confirm",
                    Field.Kind.TEXT,
                    "The tenant's id: then it need not be paused before.")),
        Route.of(
            "listRemovals",
            "GET",
            "/removals",
            Access.OPERATOR,
            "The tenants that were removed, when and by whom.",
            this::list));
  }

  private HttpResponse list(Call call) {
    ArrayNode removals = Json.array();
    ports.registry().removals().forEach(removal -> removals.add(view(removal)));
    ObjectNode body = Json.object();
    body.set("removals", removals);
    return Answers.ok(body);
  }

  private HttpResponse remove(Call call) {
    Optional<String> confirm = call.query().text("confirm");
    TenantId tenant = call.tenantId();
    if (confirm.isPresent() && !confirm.get().equals(tenant.value())) {
      throw Refusal.invalid("Query parameter `confirm` must be the tenant's id.");
    }
    LiveItem item = call.live();
    for (int i = 0; i < MOST_TRIES; i++) {
      if (item.state() != LiveItem.State.PAUSED && confirm.isEmpty()) {
        throw Refusal.invalid(
            "Tenant `" + tenant + "` is not paused: pause it, or add `?confirm=" + tenant + "`.");
      }
      Optional<LiveItem> paused = paused(item);
      if (paused.isPresent()) {
        erase(tenant);
        LiveItem last = paused.get();
        TenantRemoval removal =
            new TenantRemoval(
                tenant, last.revision(), call.principal().user().id(), ports.clock().now());
        if (ports.registry().remove(last, removal)) {
          // Once more: what ended in between may have written.
          erase(tenant);
          runner.retain(tenant, Set.of());
          return Answers.ok(view(removal));
        }
      }
      item =
          ports
              .registry()
              .live(tenant)
              .orElseThrow(() -> Refusal.notFound("The tenant was removed meanwhile."));
    }
    throw new Refusal(ErrorCode.CONFLICT, "The tenant was not removed.");
  }

  /** The item with nothing beginning any more; empty if somebody else changed it meanwhile. */
  private Optional<LiveItem> paused(LiveItem item) {
    if (item.state() == LiveItem.State.PAUSED) {
      return Optional.of(item);
    }
    LiveItem next = item.with(item.name(), LiveItem.State.PAUSED, item.plan(), item.tier());
    return ports.registry().flip(next, Optional.empty()) ? Optional.of(next) : Optional.empty();
  }

  /** Also before a tenant is made anew: a run that outlived the old one may have written. */
  void erase(TenantId tenant) {
    for (TenantScoped store : ports.tenantScoped()) {
      store.erase(tenant);
    }
  }

  static ObjectNode view(TenantRemoval removal) {
    return Json.object()
        .put("tenant", removal.tenant().value())
        .put("time", removal.time().toString())
        .put("by", removal.by());
  }
}
