package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TenantRemoval;
import dev.alcove.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tenants: made, listed and changed by operators. */
final class TenantHandlers {
  private static final int MOST_NAME = 200;
  private static final int MOST_TRIES = 10;

  private final ControlSettings settings;
  private final Ports ports;
  private final Removals removals;

  TenantHandlers(ControlSettings settings, Ports ports, Removals removals) {
    this.settings = settings;
    this.ports = ports;
    this.removals = removals;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            "listTenants",
            "GET",
            "/tenants",
            Access.ANYONE,
            "The tenants that one may see: all for an operator, one's own for others.",
            this::list),
        Route.of(
                "createTenant",
                "POST",
                "/tenants",
                Access.OPERATOR,
                "Makes a tenant without apps.",
                this::create)
            .withBody(
                Field.required("id", Field.Kind.TEXT, "The tenant's id, for good."),
                Field.required("name", Field.Kind.TEXT, "What people call it."),
                plan(),
                tier(),
                Field.optional(
                    "anew", Field.Kind.FLAG, "Whether it may be one that was removed before.")),
        Route.of("getTenant", "GET", "/tenants/{tenant}", Access.READ, "One tenant.", this::get),
        Route.of(
                "changeTenant",
                "PATCH",
                "/tenants/{tenant}",
                Access.OPERATOR,
                "Changes what is given, from the very next request on.",
                this::change)
            .withBody(
                Field.optional("name", Field.Kind.TEXT, "What people call it."),
                Field.optional("state", Field.Kind.TEXT, "`active`, or `paused`: nothing runs."),
                plan(),
                tier()));
  }

  private static Field plan() {
    return Field.optional("plan", Field.Kind.TEXT, "The name of a plan in the settings.");
  }

  private static Field tier() {
    return Field.optional("tier", Field.Kind.TEXT, "How strongly isolated: `shared`, `strict`.");
  }

  private HttpResponse list(Call call) {
    ArrayNode tenants = Json.array();
    List<TenantId> ids =
        call.principal().operator()
            ? ports.registry().tenants()
            : List.copyOf(call.principal().tenant().stream().toList());
    for (TenantId id : ids) {
      ports.registry().live(id).ifPresent(item -> tenants.add(Views.tenant(item)));
    }
    ObjectNode body = Json.object();
    body.set("tenants", tenants);
    return Answers.ok(body);
  }

  private HttpResponse create(Call call) {
    Body body = call.body();
    TenantId id = new TenantId(body.text("id"));
    Optional<TenantRemoval> removal = ports.registry().removal(id);
    if (removal.isPresent() && ports.registry().live(id).isEmpty()) {
      if (!body.flag("anew")) {
        throw new Refusal(
            ErrorCode.ALREADY_EXISTS,
            "Tenant `"
                + id
                + "` was removed at "
                + removal.get().time()
                + ": its id is given again only with `\"anew\": true`.");
      }
      removals.erase(id);
    }
    LiveItem made =
        new LiveItem(
            id,
            removal.map(TenantRemoval::revision).orElse(0L) + 1,
            name(body.text("name")),
            LiveItem.State.ACTIVE,
            body.optionalText("plan").map(this::known).orElse(settings.defaultPlan().name()),
            body.optionalText("tier")
                .map(text -> word("tier", text, LiveItem.Tier.values()))
                .orElse(settings.defaultTier()));
    if (!ports.registry().flip(made, Optional.empty())) {
      return Answers.error(
          ErrorCode.ALREADY_EXISTS, "There is a tenant `" + made.tenant() + "` already.");
    }
    return Answers.json(201, Views.tenant(made))
        .with("location", Control.PREFIX + "/tenants/" + made.tenant());
  }

  private HttpResponse get(Call call) {
    return Answers.ok(Views.tenant(call.live()));
  }

  private HttpResponse change(Call call) {
    Body body = call.body();
    LiveItem item = call.live();
    for (int i = 0; i < MOST_TRIES; i++) {
      LiveItem next = changed(item, body);
      if (ports.registry().flip(next, Optional.empty())) {
        return Answers.ok(Views.tenant(next));
      }
      item =
          ports
              .registry()
              .live(call.tenantId())
              .orElseThrow(() -> Refusal.notFound("The tenant was removed meanwhile."));
    }
    throw new Refusal(ErrorCode.CONFLICT, "The tenant was not changed.");
  }

  private LiveItem changed(LiveItem item, Body body) {
    return item.with(
        body.optionalText("name").map(TenantHandlers::name).orElse(item.name()),
        body.optionalText("state")
            .map(text -> word("state", text, LiveItem.State.values()))
            .orElse(item.state()),
        body.optionalText("plan").map(this::known).orElse(item.plan()),
        body.optionalText("tier")
            .map(text -> word("tier", text, LiveItem.Tier.values()))
            .orElse(item.tier()));
  }

  private static String name(String name) {
    if (name.isBlank() || name.length() > MOST_NAME) {
      throw Refusal.invalid("Field `name` must have 1 to " + MOST_NAME + " characters.");
    }
    return name;
  }

  private String known(String plan) {
    if (!settings.plans().containsKey(plan)) {
      throw Refusal.invalid(
          "There is no plan `"
              + Shown.of(plan)
              + "`; there is "
              + String.join(", ", settings.plans().keySet())
              + ".");
    }
    return plan;
  }

  private static <E extends Enum<E>> E word(String field, String text, E[] constants) {
    for (E constant : constants) {
      if (Views.word(constant).equals(text.toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw Refusal.invalid(
        "Field `"
            + field
            + "` must be "
            + String.join(" or ", java.util.Arrays.stream(constants).map(Views::word).toList())
            + ".");
  }
}
