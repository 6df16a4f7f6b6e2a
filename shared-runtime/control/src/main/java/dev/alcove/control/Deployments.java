package dev.alcove.control;

import static java.util.Objects.requireNonNull;

import dev.alcove.bundle.Bundle;
import dev.alcove.bundle.BundleCompiler;
import dev.alcove.bundle.Clashes;
import dev.alcove.bundle.Compilation;
import dev.alcove.bundle.Problem;
import dev.alcove.bundle.Target;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Ports;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes versions live. Every step can be repeated and nothing that is live is touched before one
 * conditional write says so: after a crash at any point the old version serves or the new one, and
 * the same deploy again finishes what is left. Thread-safe.
 */
public final class Deployments {
  /** The longest message of a deployment. */
  public static final int MOST_MESSAGE = 500;

  private final ControlSettings settings;
  private final Ports ports;
  private final BundleCompiler compiler;
  private final Schedules schedules;
  private final PointMaps pointMaps;
  private final Flips flips;
  private final History history;

  /** Deployments into the stores behind {@code ports}. */
  public Deployments(ControlSettings settings, Ports ports, BundleCompiler compiler) {
    this.settings = requireNonNull(settings, "settings is null");
    this.ports = requireNonNull(ports, "ports is null");
    this.compiler = requireNonNull(compiler, "compiler is null");
    this.schedules = new Schedules(ports);
    this.pointMaps = new PointMaps(ports.kv());
    this.flips = new Flips(ports, schedules);
    this.history = new History(ports.registry());
  }

  /**
   * Compiles a bundle and makes it live.
   *
   * @param deployer with their permissions: cron and event scripts run with these
   * @param message why, for people; "" if there is nothing to say
   * @param expected the version that the deployer takes to be live; empty: whatever is
   * @throws InvalidValueException if there is no such tenant, or the message is too long
   */
  public DeployResult deploy(
      TenantId tenant,
      AppName app,
      Bundle bundle,
      User deployer,
      String message,
      Optional<VersionHash> expected) {
    checkMessage(message);
    LiveItem live = live(tenant);
    if (expected.isPresent() && !expected.equals(versionOf(live, app))) {
      return new DeployResult.Conflict(versionOf(live, app));
    }
    return flips.flip(live, app, deployer, message, item -> compile(item, app, bundle));
  }

  /**
   * Compiles a bundle as {@link #deploy} would, and changes nothing.
   *
   * @throws InvalidValueException if there is no such tenant
   */
  public Compilation check(TenantId tenant, AppName app, Bundle bundle) {
    return compile(live(tenant), app, bundle);
  }

  /**
   * Makes an earlier version live again, with the rights of who does it.
   *
   * @param version one of the app's
   * @throws InvalidValueException if there is no such tenant, the version's code is not kept any
   *     more, or the message is too long
   */
  public DeployResult rollback(
      TenantId tenant, AppName app, VersionHash version, User by, String message) {
    checkMessage(message);
    Version code =
        ports
            .code()
            .get(tenant, version)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "Version `" + version.shortForm() + "` is not kept any more."));
    return flips.flip(live(tenant), app, by, message, item -> recompiled(item, app, code));
  }

  /**
   * Takes an app out of service. Its versions stay.
   *
   * @return the deployment that this is; empty: it was not live
   * @throws InvalidValueException if there is no such tenant, or the message is too long
   */
  public Optional<Deployment> remove(TenantId tenant, AppName app, User by, String message) {
    checkMessage(message);
    return flips.remove(live(tenant), app, by, message);
  }

  /** The version that was live before the live one; empty if there is none. */
  public Optional<VersionHash> previous(TenantId tenant, AppName app) {
    return history.previous(tenant, app, versionOf(live(tenant), app));
  }

  /** The kept versions of an app whose hash begins so. */
  public List<VersionHash> named(TenantId tenant, AppName app, String prefix) {
    return history.named(tenant, app, prefix);
  }

  private Compilation compile(LiveItem item, AppName app, Bundle bundle) {
    return switch (compiler.compile(target(item, app), bundle)) {
      case Compilation.Refused refused -> refused;
      case Compilation.Compiled compiled -> checked(item, app, compiled);
    };
  }

  /** What was compiled when other apps were live. */
  private Compilation recompiled(LiveItem item, AppName app, Version code) {
    List<Problem> clashes = new Clashes(target(item, app)).of(code.manifest());
    return clashes.isEmpty()
        ? checked(item, app, new Compilation.Compiled(code, List.of()))
        : new Compilation.Refused(clashes, List.of());
  }

  private Target target(LiveItem item, AppName app) {
    SortedMap<AppName, Manifest> others = new TreeMap<>();
    others(item, app).forEach((other, version) -> others.put(other, version.manifest()));
    return new Target(item.tenant(), app, settings.plan(item.plan()).limits(), others);
  }

  /** The checks that need more than the version itself. */
  private Compilation checked(LiveItem item, AppName app, Compilation.Compiled compiled) {
    Version version = compiled.version();
    Optional<Version> last =
        versionOf(item, app)
            .or(() -> history.lastLive(item.tenant(), app))
            .flatMap(hash -> ports.code().get(item.tenant(), hash));
    List<Problem> problems = pointMaps.problems(item, app, version, last, others(item, app));
    return problems.isEmpty() ? compiled : new Compilation.Refused(problems, compiled.warnings());
  }

  private SortedMap<AppName, Version> others(LiveItem item, AppName app) {
    SortedMap<AppName, Version> others = new TreeMap<>();
    for (Map.Entry<AppName, LiveItem.LiveApp> other : item.apps().entrySet()) {
      if (!other.getKey().equals(app)) {
        ports
            .code()
            .get(item.tenant(), other.getValue().version())
            .ifPresent(version -> others.put(other.getKey(), version));
      }
    }
    return others;
  }

  private LiveItem live(TenantId tenant) {
    return ports
        .registry()
        .live(tenant)
        .orElseThrow(() -> new InvalidValueException("There is no tenant `" + tenant + "`."));
  }

  static Optional<VersionHash> versionOf(LiveItem item, AppName app) {
    return Optional.ofNullable(item.apps().get(app)).map(LiveItem.LiveApp::version);
  }

  private static void checkMessage(String message) {
    if (message.length() > MOST_MESSAGE) {
      throw new InvalidValueException(
          "A deployment's message has at most " + MOST_MESSAGE + " characters.");
    }
  }
}
