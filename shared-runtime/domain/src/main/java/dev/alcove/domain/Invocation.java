package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request to run one entry of one version, found, routed and authenticated.
 *
 * @param execution stays the same over attempts
 * @param tenantName what people call the tenant
 * @param tier where the tenant's runs may be made
 * @param user on whose behalf it runs; empty for an anonymous caller
 * @param attempt from 1; more than 1 for a queued run that failed before
 * @param scheduledTime of a cron run
 * @param hop of the event that led here; what the run publishes is one more
 * @param root the head of the chain of events
 * @param inbox marked with the run's commit
 * @param time when it was received
 */
public record Invocation(
    ExecutionId execution,
    TenantId tenant,
    String tenantName,
    LiveItem.Tier tier,
    AppName app,
    VersionHash version,
    Entry entry,
    Input input,
    Caller caller,
    Optional<User> user,
    TriggeredBy triggeredBy,
    int attempt,
    Optional<Instant> scheduledTime,
    int hop,
    String root,
    Optional<InboxMark> inbox,
    Limits limits,
    Instant time) {
  public Invocation {
    requireNonNull(execution, "execution is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(tenantName, "tenantName is null");
    requireNonNull(tier, "tier is null");
    requireNonNull(app, "app is null");
    requireNonNull(version, "version is null");
    requireNonNull(entry, "entry is null");
    requireNonNull(input, "input is null");
    requireNonNull(caller, "caller is null");
    requireNonNull(user, "user is null");
    requireNonNull(triggeredBy, "triggeredBy is null");
    requireNonNull(scheduledTime, "scheduledTime is null");
    requireNonNull(root, "root is null");
    requireNonNull(inbox, "inbox is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(time, "time is null");
  }

  /** The same under other limits. */
  public Invocation under(Limits others) {
    return new Invocation(
        execution,
        tenant,
        tenantName,
        tier,
        app,
        version,
        entry,
        input,
        caller,
        user,
        triggeredBy,
        attempt,
        scheduledTime,
        hop,
        root,
        inbox,
        others,
        time);
  }

  /** Which entry of the version. */
  public sealed interface Entry {
    /** How logs, records and metrics call it. */
    String label();
  }

  /** An endpoint, by the key that it has in the manifest. */
  public record EndpointEntry(String method, String template) implements Entry {
    @Override
    public String label() {
      return method + " " + template;
    }
  }

  /** A script, by its name. */
  public record ScriptEntry(ScriptName script) implements Entry {
    @Override
    public String label() {
      return script.value();
    }
  }

  /** What the handler gets. */
  public sealed interface Input {}

  /**
   * A request.
   *
   * @param request with the path as the handler sees it
   * @param params raw values of the template's parameters
   */
  public record HttpInput(HttpRequest request, Map<String, String> params) implements Input {
    public HttpInput {
      requireNonNull(request, "request is null");
      params = Map.copyOf(params);
    }
  }

  /**
   * A JSON value: an event as scripts see it, or the input of a job or hook.
   *
   * @param json "" if there is none
   */
  public record JsonInput(String json) implements Input {
    public JsonInput {
      requireNonNull(json, "json is null");
    }
  }
}
