package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.bundle.Problem;
import dev.alcove.domain.AppName;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.TenantId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was named to be served: a world, a bundle's folder, or a bundle as a JSON file. */
sealed interface WorldFolder {
  /** The file that makes a folder a world. */
  String FILE = "world.json";

  /** Where the folders of tenants are. */
  String TENANTS = "tenants";

  /** The tenant that a bundle without a world is served for. */
  TenantId DEV = new TenantId("dev");

  /** A whole world. */
  record Whole(Path folder) implements WorldFolder {}

  /** One bundle: a folder or a file. */
  record Lone(Path bundle) implements WorldFolder {}

  /**
   * Looks at what is there.
   *
   * @throws DevException if it is none of the three
   */
  static WorldFolder at(Path named) {
    // Whole, so that what is printed and what is watched is the same wherever one stands.
    Path path = named.toAbsolutePath().normalize();
    if (Files.isRegularFile(path.resolve(FILE))) {
      return new Whole(path);
    }
    if (Files.isDirectory(path) && Files.isRegularFile(path.resolve("app.json"))) {
      return new Lone(path);
    }
    if (Files.isRegularFile(path)) {
      return path.getFileName().toString().equals(FILE)
          ? new Whole(path.resolve("..").normalize())
          : new Lone(path);
    }
    throw new DevException(
        Files.isDirectory(path)
            ? "There is no `world.json` and no `app.json` in `"
                + named
                + "`. Name a world's folder, a bundle's folder, or a bundle as a JSON file."
            : "There is no `" + named + "`. Name a world's folder, a bundle's folder, or a file.");
  }

  /** Where its state is kept when nobody says otherwise. */
  default Path data() {
    return switch (this) {
      case Whole whole -> whole.folder().resolve(".alcove");
      case Lone lone when Files.isDirectory(lone.bundle()) -> lone.bundle().resolve(".alcove");
      case Lone lone ->
          lone.bundle()
              .toAbsolutePath()
              .resolveSibling(".alcove")
              .resolve(lone.bundle().getFileName().toString());
    };
  }

  /** The folders for tenants that the world does not have, by name. */
  default SortedSet<String> nobodys(World world) {
    SortedSet<String> names = new TreeSet<>();
    if (this instanceof Whole whole) {
      for (Path tenant : folders(whole.folder().resolve(TENANTS))) {
        names.add(tenant.getFileName().toString());
      }
    }
    // Editors and file managers leave hidden folders of their own.
    names.removeIf(name -> name.startsWith("."));
    world.tenants().forEach(tenant -> names.remove(tenant.id().value()));
    return names;
  }

  /** Reads it as it is now. */
  default WorldReader.Reading read(Map<String, String> environment) {
    return switch (this) {
      case Lone lone -> new WorldReader.Reading.Good(lone(lone.bundle(), environment));
      case Whole whole -> whole(whole.folder(), environment);
    };
  }

  private static World lone(Path bundle, Map<String, String> environment) {
    TreeMap<AppName, Path> apps = new TreeMap<>(Map.of(AppName.MAIN, bundle));
    return new World(
        List.of(
            new World.Tenant(
                DEV,
                "Dev",
                World.UNMETERED,
                LiveItem.Tier.SHARED,
                Everybody.DEVELOPER,
                List.of(Everybody.DEVELOPER),
                apps)),
        Map.of(World.UNMETERED, DevSettings.read(environment, Map.of()).unmetered()),
        Map.of());
  }

  private static WorldReader.Reading whole(Path folder, Map<String, String> environment) {
    Path file = folder.resolve(FILE);
    try {
      String text =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return WorldReader.read(unmarked, folder, tenant -> apps(folder, tenant), environment);
    } catch (CharacterCodingException e) {
      return bad("The file is not UTF-8 text.", "Save it as UTF-8.");
    } catch (IOException e) {
      return bad("The file cannot be read: " + e.getMessage() + ".", "");
    }
  }

  private static WorldReader.Reading bad(String message, String cure) {
    return new WorldReader.Reading.Bad(List.of(new Problem(FILE, 0, 0, message, cure, "")));
  }

  private static SortedMap<AppName, Path> apps(Path folder, TenantId tenant) {
    SortedMap<AppName, Path> apps = new TreeMap<>();
    for (Path app : folders(folder.resolve(TENANTS).resolve(tenant.value()))) {
      try {
        apps.put(new AppName(app.getFileName().toString()), app);
      } catch (InvalidValueException e) {
        // Editors and file managers leave folders of their own; none has such a name by accident.
      }
    }
    return apps;
  }

  private static List<Path> folders(Path parent) {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(parent, Files::isDirectory)) {
        inside.forEach(folders::add);
      } catch (IOException | java.nio.file.DirectoryIteratorException e) {
        throw new DevException("The folder `" + parent + "` cannot be read.", e);
      }
    }
    return folders;
  }
}
