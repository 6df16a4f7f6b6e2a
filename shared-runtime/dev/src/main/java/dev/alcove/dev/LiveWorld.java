package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps what is served equal to the world's files while they change. */
final class LiveWorld {
  private final WorldFolder folder;
  private final Map<String, String> environment;
  private final Stage stage;
  private final WorldKeeper keeper;
  private final Consumer<String> out;
  private volatile World world;

  /** Told of already; each once, until it is gone. */
  private Set<String> nobodys = Set.of();

  LiveWorld(
      WorldFolder folder,
      Map<String, String> environment,
      World world,
      Stage stage,
      WorldKeeper keeper,
      Consumer<String> out) {
    this.folder = requireNonNull(folder, "folder is null");
    this.environment = environment;
    this.world = world;
    this.stage = stage;
    this.keeper = keeper;
    this.out = out;
  }

  World world() {
    return world;
  }

  /** What is to be watched. */
  Collection<Path> roots() {
    return switch (folder) {
      case WorldFolder.Lone lone -> List.of(lone.bundle());
      case WorldFolder.Whole whole -> {
        List<Path> roots = new ArrayList<>();
        Path tenants = whole.folder().resolve(WorldFolder.TENANTS);
        roots.add(whole.folder().resolve(WorldFolder.FILE));
        roots.add(tenants);
        // Shared apps are elsewhere; a root inside another would be looked at twice.
        world.tenants().stream()
            .flatMap(tenant -> tenant.apps().values().stream())
            .filter(path -> !path.startsWith(tenants))
            .distinct()
            .forEach(roots::add);
        yield roots;
      }
    };
  }

  /** Deploys everything that is not live yet. */
  void begin() {
    tell(keeper.apply(world, path -> true));
    tellNobodys();
  }

  /** Makes a settled burst of changes live. */
  void changed(Set<Path> files) {
    if (files.stream().anyMatch(file -> file.endsWith(WorldFolder.FILE)) || isAboutFolders(files)) {
      if (!reread()) {
        return;
      }
      tell(keeper.apply(world, path -> true));
      tellNobodys();
    } else {
      tell(keeper.apply(world, path -> files.stream().anyMatch(file -> file.startsWith(path))));
    }
  }

  /** Whether an app may have come or gone. */
  private boolean isAboutFolders(Set<Path> files) {
    Set<Path> apps =
        world.tenants().stream()
            .flatMap(tenant -> tenant.apps().values().stream())
            .collect(Collectors.toCollection(HashSet::new));
    return files.stream()
        .anyMatch(file -> apps.contains(file) || apps.stream().noneMatch(file::startsWith));
  }

  private boolean reread() {
    return switch (folder.read(environment)) {
      case WorldReader.Reading.Bad bad -> {
        out.accept("Could not read " + WorldFolder.FILE + "; the world stays as it was:");
        Announcement.problems(bad.problems()).forEach(out);
        yield false;
      }
      case WorldReader.Reading.Good good -> {
        World next = good.world();
        if (!next.plans().equals(world.plans()) || !next.settings().equals(world.settings())) {
          stage.change(next, DevSettings.read(environment, next.settings()));
          out.accept("Plans and settings are changed; sizes of pools change at the next start.");
        }
        world = next;
        yield true;
      }
    };
  }

  private void tellNobodys() {
    Set<String> now = folder.nobodys(world);
    now.stream().filter(name -> !nobodys.contains(name)).map(Announcement::nobodys).forEach(out);
    nobodys = now;
  }

  private void tell(List<WorldKeeper.Change> changes) {
    changes.forEach(change -> Announcement.lines(change).forEach(out));
  }
}
