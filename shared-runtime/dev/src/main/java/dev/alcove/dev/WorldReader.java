package dev.alcove.dev;

import dev.alcove.bundle.Problem;
import dev.alcove.dev.Positioned.Spot;
import dev.alcove.domain.AppName;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Plan;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Reads a {@code world.json} strictly and says everything that is wrong with it at once. */
final class WorldReader {
  /** What reading gave. */
  sealed interface Reading {
    record Good(World world) implements Reading {}

    record Bad(List<Problem> problems) implements Reading {}
  }

  /** Finds the apps that a tenant has in its own folder. */
  interface AppFolders {
    SortedMap<AppName, Path> of(TenantId tenant);
  }

  private static final List<String> ROOT = List.of("$schema", "tenants", "plans", "settings");
  private static final List<String> TENANT =
      List.of("id", "name", "plan", "tier", "deployer", "users", "apps");
  private static final List<String> USER = List.of("id", "email", "name", "permissions");

  private final Path folder;
  private final AppFolders folders;
  private final Complaints complaints;
  private final Map<String, Plan> plans = new HashMap<>();

  private WorldReader(Path folder, AppFolders folders, Complaints complaints) {
    this.folder = folder;
    this.folders = folders;
    this.complaints = complaints;
  }

  /**
   * Reads the file's text.
   *
   * @param folder what the paths of apps start from
   * @param environment the settings that win over the world's
   */
  static Reading read(
      String text, Path folder, AppFolders folders, Map<String, String> environment) {
    Complaints complaints = new Complaints(WorldFolder.FILE);
    Optional<World> world =
        PositionedReader.read(text, complaints)
            .flatMap(
                value -> new WorldReader(folder, folders, complaints).world(value, environment));
    return world.isPresent() && complaints.isEmpty()
        ? new Reading.Good(world.get())
        : new Reading.Bad(complaints.all());
  }

  private Optional<World> world(Positioned value, Map<String, String> environment) {
    if (!(value instanceof Positioned.Obj object)) {
      complaints.add(
          value.spot(), "A world is an object, not " + value.kind() + ".", "Begin with `{`.");
      return Optional.empty();
    }
    ObjectFields fields = new ObjectFields(object, "the world", ROOT, complaints);
    Map<String, String> settings = settings(fields);
    Optional<DevSettings> known = settings(fields, environment, settings);
    known.ifPresent(
        given -> {
          plans.put(World.UNMETERED, given.unmetered());
          plans.putAll(new PlanReader(complaints).plans(fields.members("plans"), given));
        });
    if (fields.value("tenants").isEmpty()) {
      complaints.add(fields.spot(), "The world has no `tenants`.", "Add a list of them.");
    }
    List<World.Tenant> tenants = new ArrayList<>();
    Set<TenantId> seen = new HashSet<>();
    for (Positioned item : fields.items("tenants")) {
      tenant(item)
          .ifPresent(
              tenant -> {
                if (!seen.add(tenant.id())) {
                  complaints.add(
                      item.spot(), "Tenant `" + tenant.id() + "` is there twice.", "Remove one.");
                }
                tenants.add(tenant);
              });
    }
    return Optional.of(new World(tenants, plans, settings));
  }

  private Map<String, String> settings(ObjectFields fields) {
    Map<String, String> settings = new HashMap<>();
    fields
        .members("settings")
        .forEach(
            (name, member) -> {
              if (!DevSettings.IN_WORLD.contains(name)) {
                complaints.add(
                    member.spot(),
                    "`" + name + "` is no setting of a world.",
                    NearestName.cure(name, DevSettings.IN_WORLD));
              }
              switch (member.value()) {
                case Positioned.Text text -> settings.put(name, text.value());
                case Positioned.Literal literal -> settings.put(name, literal.written());
                case Positioned.Obj obj -> fields.mistyped("`" + name + "`", obj, "its value");
                case Positioned.Arr arr -> fields.mistyped("`" + name + "`", arr, "its value");
              }
            });
    return settings;
  }

  private Optional<DevSettings> settings(
      ObjectFields fields, Map<String, String> environment, Map<String, String> world) {
    try {
      return Optional.of(DevSettings.read(environment, world));
    } catch (DevException e) {
      for (String problem : e.problems()) {
        complaints.add(fields.spot("settings"), problem, "");
      }
      return Optional.empty();
    }
  }

  private Optional<World.Tenant> tenant(Positioned item) {
    if (!(item instanceof Positioned.Obj object)) {
      complaints.add(
          item.spot(), "A tenant is an object, not " + item.kind() + ".", "Write `{\"id\": …}`.");
      return Optional.empty();
    }
    String label =
        object.members().get("id") instanceof Positioned.Member(var _, Positioned.Text text)
            ? "tenant `" + text.value() + "`"
            : "a tenant";
    ObjectFields fields = new ObjectFields(object, label, TENANT, complaints);
    Optional<TenantId> id =
        fields.required("id").flatMap(text -> valid(fields.spot("id"), () -> new TenantId(text)));
    String name = fields.text("name").orElse(id.map(TenantId::value).orElse("?"));
    String plan = fields.text("plan").orElse(World.UNMETERED);
    if (!plans.isEmpty() && !plans.containsKey(plan)) {
      complaints.add(
          fields.spot("plan"),
          "There is no plan `" + plan + "`.",
          NearestName.cure(plan, plans.keySet()));
    }
    LiveItem.Tier tier = tier(fields);
    List<User> users = users(fields);
    Optional<User> deployer = deployer(fields, label, users);
    SortedMap<AppName, Path> apps = new java.util.TreeMap<>();
    id.ifPresent(known -> apps.putAll(folders.of(known)));
    apps.putAll(apps(fields, label, apps));
    return id.isEmpty() || deployer.isEmpty()
        ? Optional.empty()
        : Optional.of(new World.Tenant(id.get(), name, plan, tier, deployer.get(), users, apps));
  }

  private LiveItem.Tier tier(ObjectFields fields) {
    String tier = fields.text("tier").orElse("shared");
    return switch (tier.toLowerCase(Locale.ROOT)) {
      case "shared" -> LiveItem.Tier.SHARED;
      case "strict" -> LiveItem.Tier.STRICT;
      default -> {
        complaints.add(
            fields.spot("tier"),
            "There is no tier `" + tier + "`.",
            NearestName.cure(tier, List.of("shared", "strict")));
        yield LiveItem.Tier.SHARED;
      }
    };
  }

  private List<User> users(ObjectFields tenant) {
    List<User> users = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Positioned item : tenant.items("users")) {
      if (!(item instanceof Positioned.Obj object)) {
        tenant.mistyped("A user", item, "`{\"email\": …}`");
        continue;
      }
      ObjectFields fields = new ObjectFields(object, "a user", USER, complaints);
      Optional<String> email = fields.required("email");
      if (email.isEmpty()) {
        continue;
      }
      User user =
          new User(
              fields.text("id").orElse(email.get()),
              email.get(),
              fields.text("name").orElse(email.get()),
              Set.copyOf(fields.texts("permissions")));
      if (!seen.add(user.id()) || (!user.id().equals(user.email()) && !seen.add(user.email()))) {
        complaints.add(
            item.spot(),
            "The tenant has another user `" + user.id() + "` or `" + user.email() + "`.",
            "Give each its own `id` and `email`.");
      }
      users.add(user);
    }
    return users;
  }

  private Optional<User> deployer(ObjectFields fields, String label, List<User> users) {
    if (fields.value("deployer").isEmpty()) {
      if (users.size() == 1) {
        return Optional.of(users.getFirst());
      }
      complaints.add(
          fields.spot(),
          "There is no `deployer` for " + label + ".",
          "Name the e-mail of the user for whom its cron and event scripts run.");
      return Optional.empty();
    }
    Optional<String> email = fields.text("deployer");
    Optional<User> found =
        email.flatMap(text -> users.stream().filter(user -> user.email().equals(text)).findFirst());
    if (email.isPresent() && found.isEmpty()) {
      complaints.add(
          fields.spot("deployer"),
          "No user of " + label + " has the e-mail `" + email.get() + "`.",
          NearestName.cure(email.get(), users.stream().map(User::email).toList()));
    }
    return found;
  }

  private SortedMap<AppName, Path> apps(
      ObjectFields fields, String label, SortedMap<AppName, Path> own) {
    SortedMap<AppName, Path> apps = new java.util.TreeMap<>();
    fields
        .members("apps")
        .forEach(
            (name, member) -> {
              Optional<AppName> app = valid(member.spot(), () -> new AppName(name));
              Optional<String> path =
                  fields.textOf("App `" + name + "` of " + label, member.value());
              if (app.isEmpty() || path.isEmpty()) {
                return;
              }
              if (own.containsKey(app.get())) {
                complaints.add(
                    member.spot(),
                    "App `" + name + "` of " + label + " has a folder of its own, too.",
                    "Remove the folder, or this line.");
              }
              valid(member.value().spot(), () -> resolved(path.get()))
                  .ifPresent(resolved -> apps.put(app.get(), resolved));
            });
    return apps;
  }

  private Path resolved(String path) {
    try {
      return folder.resolve(path).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw new InvalidValueException("`" + path + "` is not a path.");
    }
  }

  /** The value that the domain makes of it, or its own sentence as a complaint. */
  private <T> Optional<T> valid(Spot spot, java.util.function.Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (InvalidValueException e) {
      complaints.add(spot, String.valueOf(e.getMessage()), "");
      return Optional.empty();
    }
  }
}
