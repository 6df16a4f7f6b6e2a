package dev.alcove.control;

import dev.alcove.bundle.Compilation;
import dev.alcove.bundle.Problem;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Module;
import dev.alcove.domain.Ports;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;
import dev.alcove.wire.LiveItemFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The steps of a deploy in their order: code, version, new schedules, live item, old schedules. The
 * live item is changed on the condition that it is what the steps were based on; when only another
 * app of the tenant has moved it, they are taken again.
 */
final class Flips {
  /** What is read to serve each request stays small; the stores hold it to the same number. */
  private static final int MOST_LIVE_BYTES = 4 * 1024;

  /** Apps of one tenant are not deployed by more than some at one time. */
  private static final int MOST_TRIES = 20;

  private final Ports ports;
  private final Schedules schedules;

  Flips(Ports ports, Schedules schedules) {
    this.ports = ports;
    this.schedules = schedules;
  }

  /**
   * Makes live what {@code compile} gives.
   *
   * @param first the live item that the wish is based on
   * @param compile asked again whenever the tenant's live item has changed, since the other apps
   *     have a say
   */
  DeployResult flip(
      LiveItem first,
      AppName app,
      User deployer,
      String message,
      Function<LiveItem, Compilation> compile) {
    Optional<LiveItem.LiveApp> base = app(first, app);
    LiveItem item = first;
    for (int i = 0; i < MOST_TRIES; i++) {
      Compilation.Compiled compiled;
      switch (compile.apply(item)) {
        case Compilation.Refused refused -> {
          return new DeployResult.Refused(refused.problems(), refused.warnings());
        }
        case Compilation.Compiled good -> compiled = good;
      }
      Version version = compiled.version();
      Optional<LiveItem.LiveApp> there = app(item, app);
      if (there.isPresent() && isSame(there.get(), version, deployer)) {
        schedules.settle(item.tenant(), app);
        return new DeployResult.Unchanged(there.get().deployment(), compiled.warnings(), version);
      }
      if (!there.equals(base)) {
        return new DeployResult.Conflict(there.map(LiveItem.LiveApp::version));
      }
      Deployment deployment = deployment(item, app, Optional.of(version.hash()), deployer, message);
      LiveItem next =
          item.with(app, new LiveItem.LiveApp(version.hash(), deployment.number(), deployer))
              .withPointMaps(version.manifest().pointMaps());
      if (LiveItemFormat.write(next).size() > MOST_LIVE_BYTES) {
        return new DeployResult.Refused(List.of(tooLarge(next)), compiled.warnings());
      }
      prepare(item.tenant(), app, version, deployment);
      if (ports.registry().flip(next, Optional.of(deployment))) {
        schedules.settle(item.tenant(), app);
        return new DeployResult.Deployed(deployment, compiled.warnings(), version);
      }
      item = again(item.tenant());
    }
    return new DeployResult.Conflict(app(item, app).map(LiveItem.LiveApp::version));
  }

  /** Takes an app out; empty if it is not there. */
  Optional<Deployment> remove(LiveItem first, AppName app, User by, String message) {
    LiveItem item = first;
    for (int i = 0; i < MOST_TRIES; i++) {
      if (app(item, app).isEmpty()) {
        // A removal that crashed before its last step is finished by the next.
        schedules.settle(item.tenant(), app);
        return Optional.empty();
      }
      Deployment deployment = deployment(item, app, Optional.empty(), by, message);
      if (ports.registry().flip(item.without(app), Optional.of(deployment))) {
        schedules.settle(item.tenant(), app);
        return Optional.of(deployment);
      }
      item = again(item.tenant());
    }
    throw new IllegalStateException("the live item of " + item.tenant() + " does not hold still");
  }

  /** Everything that must be there before anything names it. */
  private void prepare(TenantId tenant, AppName app, Version version, Deployment deployment) {
    ports.code().put(tenant, version);
    long bytes = Bytes.utf8(version.metadata()).size();
    for (Module module : version.modules().values()) {
      bytes += Bytes.utf8(module.source()).size();
    }
    ports
        .registry()
        .addVersion(
            new VersionInfo(
                tenant,
                app,
                version.hash(),
                deployment.time(),
                deployment.deployer().id(),
                deployment.message(),
                version.modules().size(),
                bytes));
    schedules.create(tenant, app, version);
  }

  private Deployment deployment(
      LiveItem item, AppName app, Optional<VersionHash> version, User by, String message) {
    // A tenant's revisions begin at 1 and never repeat, so they number its deployments.
    return new Deployment(
        item.tenant(),
        app,
        item.revision(),
        version,
        by,
        message,
        ports.clock().now(),
        app(item, app).map(LiveItem.LiveApp::version));
  }

  private LiveItem again(TenantId tenant) {
    return ports
        .registry()
        .live(tenant)
        .orElseThrow(() -> new IllegalStateException("tenant " + tenant + " was removed"));
  }

  private static boolean isSame(LiveItem.LiveApp there, Version version, User deployer) {
    return there.version().equals(version.hash()) && there.deployer().equals(deployer);
  }

  private static Optional<LiveItem.LiveApp> app(LiveItem item, AppName app) {
    return Optional.ofNullable(item.apps().get(app));
  }

  private static Problem tooLarge(LiveItem next) {
    return new Problem(
        "app.json",
        0,
        0,
        "The tenant's "
            + next.apps().size()
            + " apps, their deployers and the point maps do not fit into the "
            + MOST_LIVE_BYTES
            + " bytes that are read for each request.",
        "Put several apps into one, or deploy with fewer permissions.",
        "");
  }
}
