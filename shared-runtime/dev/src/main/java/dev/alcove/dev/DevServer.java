package dev.alcove.dev;

import dev.alcove.domain.ProcessEnd;
import dev.alcove.domain.TenantId;
import dev.alcove.local.LocalWorld;
import dev.alcove.local.WorldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole world in this process: serves, watches its files, runs what comes due. */
public final class DevServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DevServer.class);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final DevOptions options;
  private final ProcessEnd processEnd;
  private final InstantSource realTime;
  private final long begun = System.nanoTime();
  private final Closing closing = new Closing();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Doors doors;
  private final Path data;
  private Optional<String> inspector = Optional.empty();

  private DevServer(DevOptions options, ProcessEnd processEnd, InstantSource realTime) {
    this.options = options;
    this.processEnd = processEnd;
    this.realTime = realTime;
    WorldFolder folder = WorldFolder.at(options.world());
    DevSettings first = DevSettings.read(options.environment(), java.util.Map.of());
    this.data = options.data().orElseGet(folder::data).toAbsolutePath().normalize();
    this.doors =
        Doors.open(
            options,
            first,
            options.fresh() ? ConnectionFile.Left.NOTHING : ConnectionFile.left(data));
    closing.add(doors::close);
    try {
      open(folder);
    } catch (WorldException e) {
      close();
      throw new DevException(String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      close();
      throw new DevException(e.getMessage() + ": " + String.valueOf(e.getCause()) + ".", e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a server; it is ready when this returns.
   *
   * @throws DevException with every reason why it cannot start
   */
  public static DevServer start(DevOptions options) {
    return start(options, SpoiltProcess.exit(options.out()), InstantSource.system());
  }

  /**
   * Starts a server in a process that is not its own.
   *
   * @param processEnd what happens when a script has spoilt the process
   * @param realTime what the world's clock is ahead of
   * @throws DevException with every reason why it cannot start
   */
  public static DevServer start(DevOptions options, ProcessEnd processEnd, InstantSource realTime) {
    return new DevServer(options, processEnd, realTime);
  }

  private void open(WorldFolder folder) {
    World world =
        switch (folder.read(options.environment())) {
          case WorldReader.Reading.Good good -> good.world();
          case WorldReader.Reading.Bad bad -> {
            throw new DevException(bad.problems().stream().map(Object::toString).toList());
          }
        };
    DevSettings settings = DevSettings.read(options.environment(), world.settings());
    Optional<TenantId> inspected =
        options.inspect() ? Optional.of(onlyTenant(world)) : Optional.empty();
    step("read the world");
    checkFolder();
    Machine machine =
        new Machine(
            options.fresh() ? LocalWorld.fresh(data, realTime) : LocalWorld.open(data, realTime),
            settings,
            inspected);
    closing.add(machine::close);
    step("opened the stores");
    DataFolder files = new DataFolder(data);
    Later<LocalIssuer> issuer = Later.soon(() -> LocalIssuer.of(files));
    Later<Authority> authority = Later.onUse(() -> Authority.of(files, realTime.instant()));
    OperatorToken operator = OperatorToken.of(files);
    Optional<Later<SSLContext>> secure =
        options.tls()
            ? Optional.of(Later.soon(() -> Tls.context(authority.get(), realTime.instant())))
            : Optional.empty();
    Stage stage = new Stage(machine, () -> issuer.get().issuer(), world, settings);
    UserMaps users = new UserMaps(machine.world().kvLog(), machine.ports().ids());
    LiveWorld live =
        new LiveWorld(
            folder,
            options.environment(),
            world,
            stage,
            new WorldKeeper(machine.ports().registry(), stage, users, new Served(files)),
            options.out());
    Watcher watcher = new Watcher(live::roots, live::changed);
    closing.add(watcher::close);
    live.begin();
    step("has deployed");
    secure.ifPresent(keys -> doors.openTls(options.port(), keys));
    step("listens");
    SpoiltProcess spoilt = new SpoiltProcess(machine.engine()::spoiltBy, processEnd);
    Loops loops = new Loops(machine.world(), stage, spoilt::check);
    closing.add(loops::close);
    DevDoor dev =
        new DevDoor(
            machine.world().clock(),
            new ClockAdvance(machine.world(), loops),
            machine.ports().registry(),
            users,
            issuer,
            authority);
    // Once more, so that at the end nobody is let in while the rest is closed.
    closing.add(doors::close);
    doors.serve(new Front(stage, dev, operator, machine.ports().ids(), spoilt::check));
    loops.start(settings.poolSize());
    step("serves");
    watcher.start();
    announce(new ConnectionFile(files, settings.home()), operator, machine, live);
  }

  /** The inspector takes the sandbox away, which nobody may do to a neighbour. */
  private static TenantId onlyTenant(World world) {
    if (world.tenants().size() != 1) {
      throw new DevException(
          "`--inspect` runs scripts without the sandbox, so it is for a world of one tenant; this"
              + " one has "
              + world.tenants().size()
              + ". Serve one app's folder with it.");
    }
    return world.tenants().getFirst().id();
  }

  private void announce(
      ConnectionFile connection, OperatorToken operator, Machine machine, LiveWorld live) {
    connection.write(url(), tlsUrl(), operator.value());
    closing.add(connection::remove);
    new Announcement(machine.ports().registry(), machine.ports().code(), data)
        .lines(live.world(), url(), tlsUrl(), machine.world().clock().now())
        .forEach(options.out());
    inspector = machine.engine().inspector().map(Announcement.DEVTOOLS::concat);
    inspector.map(Announcement::inspecting).ifPresent(lines -> lines.forEach(options.out()));
    options.out().accept("Ready in " + sinceStart() + " ms.");
  }

  /** A folder of somebody else's is not filled with our files. */
  private void checkFolder() {
    if (Files.exists(data) && !Files.isDirectory(data)) {
      throw new DevException("The data folder `" + data + "` is a file. Name a folder.");
    }
    try {
      Path made = Files.createDirectories(data);
      if (!Files.isWritable(made)) {
        throw new DevException(
            "The data folder `" + data + "` cannot be written. Name another one with `--data`.");
      }
    } catch (IOException e) {
      throw new DevException(
          "The data folder `" + data + "` cannot be made. Name another one with `--data`.", e);
    }
  }

  private void step(String what) {
    LOG.debug("The server {} after {} ms.", what, sinceStart());
  }

  private long sinceStart() {
    return (System.nanoTime() - begun) / NANOS_PER_MILLI;
  }

  /** Where HTTP is served, without a slash at the end. */
  public String url() {
    return doors.url();
  }

  /** Where HTTPS is served; empty without {@code --tls}. */
  public Optional<String> tlsUrl() {
    return doors.tlsUrl();
  }

  /** What to open in Chrome to look into scripts; empty without {@code --inspect}. */
  public Optional<String> inspector() {
    return inspector;
  }

  /** The folder of the world's state, with {@code connection.json}. */
  public Path data() {
    return data;
  }

  /** The settings that a server of these options would have, with their sources. */
  public static List<Setting> settings(DevOptions options) {
    return switch (WorldFolder.at(options.world()).read(options.environment())) {
      case WorldReader.Reading.Good good ->
          DevSettings.read(options.environment(), good.world().settings()).all();
      case WorldReader.Reading.Bad bad ->
          throw new DevException(bad.problems().stream().map(Object::toString).toList());
    };
  }

  /** Waits until the server is closed. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    closing.close();
    ended.countDown();
  }
}
