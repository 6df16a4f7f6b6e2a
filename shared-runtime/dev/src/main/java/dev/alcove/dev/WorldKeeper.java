package dev.alcove.dev;

import dev.alcove.bundle.Bundle;
import dev.alcove.bundle.BundleReader;
import dev.alcove.bundle.Problem;
import dev.alcove.control.DeployResult;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the stores what the world's files say: tenants, users, apps. What the files do not mention
 * stays as it is. For one thread at a time.
 */
final class WorldKeeper {
  /** A bundle above this is not read at all; the reader's own cap is far below. */
  private static final long MOST_FILE_BYTES = 16L * 1024 * 1024;

  private static final String MESSAGE = "alcove dev";
  private static final int MOST_TRIES = 20;
  private static final Logger LOG = LoggerFactory.getLogger(WorldKeeper.class);

  /** What became of one app; those without a change are not told of. */
  sealed interface Change {
    AppKey app();

    record Deployed(AppKey app, String version, List<Problem> warnings, long millis)
        implements Change {}

    record Refused(AppKey app, Path bundle, List<Problem> problems, boolean serving)
        implements Change {}

    record Removed(AppKey app) implements Change {}
  }

  private final Registry registry;
  private final Stage stage;
  private final UserMaps users;
  private final Served served;

  /** What was tried last, so that a broken save is told of once. */
  private final Map<AppKey, String> refused = new HashMap<>();

  WorldKeeper(Registry registry, Stage stage, UserMaps users, Served served) {
    this.registry = registry;
    this.stage = stage;
    this.users = users;
    this.served = served;
  }

  /**
   * Applies a world.
   *
   * @param touched whether the files at a path may have changed; the others are not read
   */
  List<Change> apply(World world, Predicate<Path> touched) {
    List<Change> changes = new ArrayList<>();
    List<World.Tenant> tenants = world.tenants().stream().filter(this::isWanted).toList();
    for (World.Tenant tenant : tenants) {
      ensure(tenant);
      users.replace(tenant.id(), tenant.users());
    }
    for (AppKey key : served.keys()) {
      boolean there =
          world.tenant(key.tenant()).filter(t -> t.apps().containsKey(key.app())).isPresent();
      if (!there) {
        remove(key).ifPresent(changes::add);
      }
    }
    // Different tenants do not meet anywhere; one after the other for a tenant, which has one item.
    changes.addAll(
        tenants.parallelStream().flatMap(tenant -> deploy(tenant, touched).stream()).toList());
    return changes;
  }

  /** A file that still names a removed tenant must not bring it back. */
  private boolean isWanted(World.Tenant tenant) {
    boolean removed =
        registry.live(tenant.id()).isEmpty() && registry.removal(tenant.id()).isPresent();
    if (removed) {
      LOG.warn(
          "Tenant `{}` was removed and is not served: make it anew by POST /admin/v1/tenants with"
              + " `\"anew\": true`, or take it out of {}.",
          tenant.id(),
          WorldFolder.FILE);
    }
    return !removed;
  }

  private void ensure(World.Tenant tenant) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<LiveItem> live = registry.live(tenant.id());
      LiveItem next;
      if (live.isEmpty()) {
        next =
            new LiveItem(
                tenant.id(), 1, tenant.name(), LiveItem.State.ACTIVE, tenant.plan(), tenant.tier());
      } else if (live.get().name().equals(tenant.name())
          && live.get().plan().equals(tenant.plan())
          && live.get().tier() == tenant.tier()) {
        return;
      } else {
        next = live.get().with(tenant.name(), live.get().state(), tenant.plan(), tenant.tier());
      }
      if (registry.flip(next, Optional.empty())) {
        return;
      }
    }
    throw new IllegalStateException("tenant " + tenant.id() + " was changed again and again");
  }

  private Optional<Change> remove(AppKey key) {
    served.removed(key);
    forget(key);
    if (registry.live(key.tenant()).isEmpty()) {
      return Optional.empty();
    }
    return stage
        .deployments()
        .remove(key.tenant(), key.app(), Everybody.OPERATOR, MESSAGE)
        .map(deployment -> new Change.Removed(key));
  }

  private List<Change> deploy(World.Tenant tenant, Predicate<Path> touched) {
    List<Change> changes = new ArrayList<>();
    boolean moved = false;
    for (Map.Entry<AppName, Path> app : tenant.apps().entrySet()) {
      Optional<Change> change = deploy(tenant, app.getKey(), app.getValue(), touched);
      moved |= change.filter(Change.Deployed.class::isInstance).isPresent();
      change.ifPresent(changes::add);
    }
    if (!moved) {
      return changes;
    }
    // What one app has given up another may claim now, whatever order they come in.
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i) instanceof Change.Refused again) {
        forget(again.app());
        Optional<Change> second = deploy(tenant, again.app().app(), again.bundle(), path -> true);
        if (second.isPresent()) {
          changes.set(i, second.get());
        }
      }
    }
    return changes;
  }

  private Optional<Change> deploy(
      World.Tenant tenant, AppName app, Path bundle, Predicate<Path> touched) {
    AppKey key = new AppKey(tenant.id(), app);
    boolean live =
        registry.live(tenant.id()).filter(item -> item.apps().containsKey(app)).isPresent();
    if (live && !touched.test(bundle) && served.print(key).isPresent()) {
      return Optional.empty();
    }
    // The rights of the deployer are part of a deployment: a change of them makes another one.
    String rights = Bytes.utf8(tenant.deployer().toString()).sha256().hex();
    String print = SourcePrint.of(bundle) + " " + rights;
    if ((live && served.print(key).filter(print::equals).isPresent())
        || print.equals(lastRefused(key))) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    try {
      DeployResult result =
          stage
              .deployments()
              .deploy(tenant.id(), app, read(bundle), tenant.deployer(), MESSAGE, Optional.empty());
      return told(key, bundle, print, live, start, result);
    } catch (InvalidValueException e) {
      return Optional.of(refused(key, bundle, live, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      LOG.error("App {}/{} could not be deployed.", key.tenant(), key.app(), e);
      return Optional.of(refused(key, bundle, live, "Deploying has failed; see the log."));
    }
  }

  private static Bundle read(Path bundle) {
    if (Files.isDirectory(bundle)) {
      return BundleReader.fromFolder(bundle);
    }
    try {
      if (Files.size(bundle) > MOST_FILE_BYTES) {
        throw new InvalidValueException(
            "`" + bundle + "` is larger than the 4 MB that a bundle can have.");
      }
      return BundleReader.fromJson(Bytes.owning(Files.readAllBytes(bundle)));
    } catch (IOException e) {
      throw new InvalidValueException("`" + bundle + "` is not there or cannot be read.");
    }
  }

  private Optional<Change> told(
      AppKey key, Path bundle, String print, boolean live, long start, DeployResult result) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    return switch (result) {
      case DeployResult.Deployed deployed -> {
        done(key, print);
        yield Optional.of(
            new Change.Deployed(
                key, deployed.version().hash().shortForm(), deployed.warnings(), millis));
      }
      case DeployResult.Unchanged unchanged -> {
        done(key, print);
        yield Optional.empty();
      }
      case DeployResult.Refused no -> {
        remember(key, print);
        yield Optional.of(new Change.Refused(key, bundle, no.problems(), live));
      }
      case DeployResult.Conflict conflict ->
          Optional.of(refused(key, bundle, live, "Somebody else deployed it at the same time."));
    };
  }

  private void done(AppKey key, String print) {
    forget(key);
    served.deployed(key, print);
  }

  private synchronized void remember(AppKey key, String print) {
    refused.put(key, print);
  }

  private synchronized void forget(AppKey key) {
    refused.remove(key);
  }

  private synchronized String lastRefused(AppKey key) {
    return refused.getOrDefault(key, "");
  }

  private static Change refused(AppKey key, Path bundle, boolean live, String message) {
    return new Change.Refused(
        key,
        bundle,
        List.of(new Problem(bundle.getFileName().toString(), 0, 0, message, "", "")),
        live);
  }
}
