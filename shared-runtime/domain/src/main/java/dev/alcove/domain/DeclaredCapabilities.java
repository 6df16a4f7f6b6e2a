package dev.alcove.domain;

import java.util.List;
import java.util.Set;

/**
 * The manifest's {@code capabilities}: what the app's runs may reach besides storage, events,
 * console and utils. Services, SQL, HTTP and secrets are read here already; the operations behind
 * them come with their issue, until then a call fails with {@code CAPABILITY_MISSING}.
 *
 * @param services names, or {@link #ALL}
 * @param httpHosts names, or {@link #ALL}
 * @param secrets names, or {@link #ALL}
 * @param globals which script globals the app's endpoints get besides {@code ccf}
 */
public record DeclaredCapabilities(
    boolean db,
    List<String> services,
    List<String> httpHosts,
    List<String> secrets,
    Set<String> globals) {
  /** In the place of a name: every one that the plan and the user's permissions allow. */
  public static final String ALL = "*";

  /** What a manifest without the key has. */
  public static final DeclaredCapabilities NONE =
      new DeclaredCapabilities(false, List.of(), List.of(), List.of(), Set.of());

  public DeclaredCapabilities {
    services = List.copyOf(services);
    httpHosts = List.copyOf(httpHosts);
    secrets = List.copyOf(secrets);
    globals = Set.copyOf(globals);
  }
}
