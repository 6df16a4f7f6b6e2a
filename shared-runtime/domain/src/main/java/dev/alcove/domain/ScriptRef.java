package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

/** Which script of which app of which tenant; the version is the one that is live when it runs. */
public record ScriptRef(TenantId tenant, AppName app, ScriptName script) {
  public ScriptRef {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(app, "app is null");
    requireNonNull(script, "script is null");
  }
}
