package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.AppName;
import dev.alcove.domain.TenantId;

/** An app of the world. */
record AppKey(TenantId tenant, AppName app) {
  AppKey {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(app, "app is null");
  }

  /** As people write it. */
  @Override
  public String toString() {
    return tenant + "/" + app;
  }
}
