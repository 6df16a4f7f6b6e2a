package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the person who starts a laptop world asks for.
 *
 * @param world a folder with {@code world.json}, a bundle's folder, or a bundle as a JSON file
 * @param port of HTTP; 0: any that is free
 * @param data where the world's state is kept; empty: {@code .alcove} beside what is served
 * @param fresh whether to begin with an empty state
 * @param tls whether to serve HTTPS too, on the next port
 * @param inspect whether to open scripts to Chrome's inspector
 * @param environment where the settings come from
 * @param out takes the lines that are printed, on any thread
 */
public record DevOptions(
    Path world,
    int port,
    Optional<Path> data,
    boolean fresh,
    boolean tls,
    boolean inspect,
    Map<String, String> environment,
    Consumer<String> out) {
  /** Where HTTP is served when nobody says otherwise. */
  public static final int DEFAULT_PORT = 8080;

  private static final int MOST_PORT = 65_535;

  public DevOptions {
    requireNonNull(world, "world is null");
    if (port < 0 || port > MOST_PORT) {
      throw new DevException("A port is 0 to 65,535, not " + port + ".");
    }
    requireNonNull(data, "data is null");
    environment = Map.copyOf(environment);
    requireNonNull(out, "out is null");
  }
}
