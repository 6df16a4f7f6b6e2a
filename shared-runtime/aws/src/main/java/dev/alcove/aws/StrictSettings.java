package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the strict tier's runs are made.
 *
 * @param function the runner, in tenant isolation mode, by name or ARN
 * @param role whose sessions the runs get, by ARN
 */
public record StrictSettings(String function, String role) {
  private static final String FUNCTION = "ALCOVE_RUNNER_FUNCTION";
  private static final String ROLE = "ALCOVE_RUNNER_ROLE";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_:.-]{1,200}");
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+");

  public StrictSettings {
    requireNonNull(function, "function is null");
    requireNonNull(role, "role is null");
  }

  /**
   * Reads the settings from the environment; empty if the stage has no such tier.
   *
   * @throws SettingsException naming what is missing or wrong
   */
  public static Optional<StrictSettings> from(Map<String, String> environment) {
    String function = environment.getOrDefault(FUNCTION, "").strip();
    String role = environment.getOrDefault(ROLE, "").strip();
    if (function.isEmpty() && role.isEmpty()) {
      return Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    if (!NAME.matcher(function).matches()) {
      problems.add(FUNCTION + " is not the name of a function, which " + ROLE + " asks for.");
    }
    if (!ROLE_ARN.matcher(role).matches()) {
      problems.add(ROLE + " is not the ARN of a role, which " + FUNCTION + " asks for.");
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return Optional.of(new StrictSettings(function, role));
  }
}
