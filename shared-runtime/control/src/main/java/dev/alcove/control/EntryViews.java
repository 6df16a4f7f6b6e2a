package dev.alcove.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.CronSchedule;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.Script;
import dev.alcove.domain.Version;
import dev.alcove.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries of a version as the API shows them. */
final class EntryViews {
  /** How many coming times of a cron are shown: enough to see whether it is the one meant. */
  private static final int TIMES = 5;

  private EntryViews() {}

  /** Endpoints first, each kind in the manifest's order. */
  static ArrayNode all(Version version, Instant now) {
    ArrayNode entries = Json.array();
    version.manifest().endpoints().forEach(endpoint -> entries.add(endpoint(endpoint)));
    version.manifest().scripts().forEach(script -> entries.add(script(script, now)));
    return entries;
  }

  static ObjectNode endpoint(Endpoint endpoint) {
    ObjectNode view =
        Json.object()
            .put("name", endpoint.method() + " " + endpoint.path())
            .put("type", "endpoint")
            .put("method", endpoint.method())
            .put("path", endpoint.path().toString())
            .put("mode", Views.word(endpoint.mode()));
    view.set("authn_policies", policies(endpoint.policies()));
    return view.put("module", endpoint.module()).put("function", endpoint.function());
  }

  static ObjectNode script(Script script, Instant now) {
    ObjectNode view =
        Json.object().put("name", script.name().value()).put("type", script.trigger().kind());
    switch (script.trigger()) {
      case Script.Http http -> {
        view.put("method", http.method()).put("path", http.path().toString());
        view.set("authn_policies", policies(script.policies()));
      }
      case Script.Cron cron -> {
        view.put("schedule", cron.expression())
            .put("timezone", cron.schedule().zone().getId())
            .put("overlap", Views.word(cron.overlap()));
        view.set("next", times(cron.schedule(), now));
      }
      case Script.Event event -> view.set("pattern", Json.parse(event.pattern()));
      case Script.Embedded embedded -> view.put("hook", embedded.hook());
      case Script.OneOff _ -> {}
    }
    if (script.atomic()) {
      view.put("atomic", true);
    }
    return view.put("module", script.module()).put("function", script.function());
  }

  /** The next times of a cron, in UTC and as the clock on the wall there shows them. */
  static ArrayNode times(CronSchedule schedule, Instant now) {
    ArrayNode times = Json.array();
    for (Instant time : next(schedule, now)) {
      times
          .addObject()
          .put("utc", time.toString())
          .put("local", time.atZone(schedule.zone()).toOffsetDateTime().toString());
    }
    return times;
  }

  private static List<Instant> next(CronSchedule schedule, Instant now) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> time = schedule.next(now);
    while (time.isPresent() && times.size() < TIMES) {
      times.add(time.get());
      time = schedule.next(time.get());
    }
    return times;
  }

  private static ArrayNode policies(List<AuthnPolicy> policies) {
    ArrayNode list = Json.array();
    for (AuthnPolicy policy : policies) {
      switch (policy) {
        case AuthnPolicy.Named named -> list.add(named.name());
        case AuthnPolicy.AllOf all -> {
          ArrayNode names = list.addObject().putArray("all_of");
          all.names().forEach(names::add);
        }
      }
    }
    return list;
  }
}
