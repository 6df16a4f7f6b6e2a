package dev.alcove.dev;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.alcove.bundle.Problem;
import dev.alcove.domain.AppName;
import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Plan;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.wire.NearestName;
import dev.alcove.wire.Place;
import dev.alcove.wire.PlanReader;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import dev.alcove.wire.TreeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
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
    Complaints complaints = new Complaints();
    Optional<World> world =
        TreeReader.read(
                text,
                new Place(WorldFolder.FILE, 1, 1),
                "{\"tenants\": []}",
                TreeReader.Doubles.REFUSED,
                complaints)
            .flatMap(
                value -> new WorldReader(folder, folders, complaints).world(value, environment));
    return world.isPresent() && complaints.isEmpty()
        ? new Reading.Good(world.get())
        : new Reading.Bad(complaints.all());
  }

  private Optional<World> world(Tree value, Map<String, String> environment) {
    if (!(value instanceof Tree.Obj object)) {
      complaints.error(
          value.place(), "A world is an object, not " + value.kind() + ".", "Begin with `{`.");
      return Optional.empty();
    }
    TreeFields fields = fields(object, "the world", ROOT);
    Map<String, String> settings = settings(fields);
    Optional<DevSettings> known = settings(fields, environment, settings);
    known.ifPresent(
        given -> {
          plans.put(World.UNMETERED, given.unmetered());
          plans.putAll(
              new PlanReader(complaints).plans(members(fields, "plans"), given.unmetered()));
        });
    fields.require("tenants", "Add a list of them.");
    List<World.Tenant> tenants = new ArrayList<>();
    Set<TenantId> seen = new HashSet<>();
    for (Tree item : fields.items("tenants")) {
      tenant(item)
          .ifPresent(
              tenant -> {
                if (!seen.add(tenant.id())) {
                  complaints.error(
                      item.place(), "Tenant `" + tenant.id() + "` is there twice.", "Remove one.");
                }
                tenants.add(tenant);
              });
    }
    return Optional.of(new World(tenants, plans, settings));
  }

  private TreeFields fields(Tree.Obj object, String owner, List<String> known) {
    TreeFields fields = new TreeFields(object, owner, complaints);
    fields.refuseOthers(known);
    return fields;
  }

  private static SequencedMap<String, Tree.Member> members(TreeFields fields, String key) {
    return fields.object(key).map(Tree.Obj::members).orElseGet(LinkedHashMap::new);
  }

  private Map<String, String> settings(TreeFields fields) {
    Map<String, String> settings = new HashMap<>();
    members(fields, "settings")
        .forEach(
            (name, member) -> {
              if (!DevSettings.IN_WORLD.contains(name)) {
                complaints.error(
                    member.place(),
                    "`" + name + "` is no setting of a world.",
                    NearestName.cure(name, DevSettings.IN_WORLD.stream().sorted().toList()));
              }
              switch (member.value()) {
                case Tree.Text text -> settings.put(name, text.value());
                case Tree.Num number -> settings.put(name, number.digits());
                case Tree.Bool flag -> settings.put(name, String.valueOf(flag.value()));
                case Tree.Nil _, Tree.Obj _, Tree.Arr _ ->
                    complaints.error(
                        member.value().place(),
                        "Setting `" + name + "` is " + member.value().kind() + ".",
                        "Write text, a number, true or false.");
              }
            });
    return settings;
  }

  private Optional<DevSettings> settings(
      TreeFields fields, Map<String, String> environment, Map<String, String> world) {
    try {
      return Optional.of(DevSettings.read(environment, world));
    } catch (DevException e) {
      for (String problem : e.problems()) {
        complaints.error(fields.place("settings"), problem, "");
      }
      return Optional.empty();
    }
  }

  private Optional<World.Tenant> tenant(Tree item) {
    if (!(item instanceof Tree.Obj object)) {
      complaints.error(
          item.place(), "A tenant is an object, not " + item.kind() + ".", "Write `{\"id\": …}`.");
      return Optional.empty();
    }
    String label =
        object.members().get("id") instanceof Tree.Member(var _, Tree.Text text)
            ? "tenant `" + text.value() + "`"
            : "a tenant";
    TreeFields fields = fields(object, label, TENANT);
    Optional<TenantId> id =
        required(fields, "id").flatMap(text -> valid(fields.place("id"), () -> new TenantId(text)));
    String name = fields.text("name").orElse(id.map(TenantId::value).orElse("?"));
    String plan = fields.text("plan").orElse(World.UNMETERED);
    if (!plans.isEmpty() && !plans.containsKey(plan)) {
      complaints.error(
          fields.place("plan"),
          "There is no plan `" + plan + "`.",
          NearestName.cure(plan, plans.keySet().stream().sorted().toList(), "Add it to `plans`."));
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

  private LiveItem.Tier tier(TreeFields fields) {
    String tier = fields.text("tier").orElse("shared");
    return switch (tier.toLowerCase(Locale.ROOT)) {
      case "shared" -> LiveItem.Tier.SHARED;
      case "strict" -> LiveItem.Tier.STRICT;
      default -> {
        complaints.error(
            fields.place("tier"),
            "There is no tier `" + tier + "`.",
            NearestName.cure(tier, List.of("shared", "strict")));
        yield LiveItem.Tier.SHARED;
      }
    };
  }

  private List<User> users(TreeFields tenant) {
    List<User> users = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Tree item : tenant.items("users")) {
      if (!(item instanceof Tree.Obj object)) {
        complaints.error(item.place(), "A user is " + item.kind() + ".", "Write `{\"email\": …}`.");
        continue;
      }
      TreeFields fields = fields(object, "a user", USER);
      Optional<String> email = required(fields, "email");
      if (email.isEmpty()) {
        continue;
      }
      User user =
          new User(
              fields.text("id").orElse(email.get()),
              email.get(),
              fields.text("name").orElse(email.get()),
              fields.texts("permissions").stream()
                  .map(Tree.Text::value)
                  .collect(toUnmodifiableSet()));
      if (!seen.add(user.id()) || (!user.id().equals(user.email()) && !seen.add(user.email()))) {
        complaints.error(
            item.place(),
            "The tenant has another user `" + user.id() + "` or `" + user.email() + "`.",
            "Give each its own `id` and `email`.");
      }
      users.add(user);
    }
    return users;
  }

  private Optional<User> deployer(TreeFields fields, String label, List<User> users) {
    if (fields.value("deployer").isEmpty()) {
      if (users.size() == 1) {
        return Optional.of(users.getFirst());
      }
      complaints.error(
          fields.place(),
          "There is no `deployer` for " + label + ".",
          "Name the e-mail of the user for whom its cron and event scripts run.");
      return Optional.empty();
    }
    Optional<String> email = fields.text("deployer");
    Optional<User> found =
        email.flatMap(text -> users.stream().filter(user -> user.email().equals(text)).findFirst());
    if (email.isPresent() && found.isEmpty()) {
      complaints.error(
          fields.place("deployer"),
          "No user of " + label + " has the e-mail `" + email.get() + "`.",
          NearestName.cure(
              email.get(), users.stream().map(User::email).sorted().toList(), "Add the user."));
    }
    return found;
  }

  private SortedMap<AppName, Path> apps(
      TreeFields fields, String label, SortedMap<AppName, Path> own) {
    SortedMap<AppName, Path> apps = new java.util.TreeMap<>();
    members(fields, "apps")
        .forEach(
            (name, member) -> {
              Optional<AppName> app = valid(member.place(), () -> new AppName(name));
              Optional<String> path = path(name, label, member.value());
              if (app.isEmpty() || path.isEmpty()) {
                return;
              }
              if (own.containsKey(app.get())) {
                complaints.error(
                    member.place(),
                    "App `" + name + "` of " + label + " has a folder of its own, too.",
                    "Remove the folder, or this line.");
              }
              valid(member.value().place(), () -> resolved(path.get()))
                  .ifPresent(resolved -> apps.put(app.get(), resolved));
            });
    return apps;
  }

  private Optional<String> path(String app, String label, Tree value) {
    if (value instanceof Tree.Text text && !text.value().isBlank()) {
      return Optional.of(text.value());
    }
    complaints.error(
        value.place(),
        "App `" + app + "` of " + label + " has no path.",
        "Write the path of its bundle, as text.");
    return Optional.empty();
  }

  private static Optional<String> required(TreeFields fields, String key) {
    fields.require(key, "Add it.");
    return fields.text(key);
  }

  private Path resolved(String path) {
    try {
      return folder.resolve(path).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw new InvalidValueException("`" + path + "` is not a path.");
    }
  }

  /** The value that the domain makes of it, or its own sentence as a complaint. */
  private <T> Optional<T> valid(Place place, java.util.function.Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (InvalidValueException e) {
      complaints.error(place, String.valueOf(e.getMessage()), "");
      return Optional.empty();
    }
  }
}
