package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.aws.AwsSettings;
import dev.alcove.aws.SettingsException;
import dev.alcove.aws.StrictSettings;
import dev.alcove.dispatch.DispatchSettings;
import dev.alcove.dispatch.TokenIssuer;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Plan;
import dev.alcove.engine.GuestEngine;
import dev.alcove.wire.PlanLimits;
import dev.alcove.wire.PlanReader;
import dev.alcove.wire.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The settings of a function. {@code docs/settings.md} lists them.
 *
 * @param aws where things are
 * @param dispatch what the platform team decides about the runs that are made here
 * @param queued the same about runs that nobody waits for, wherever they are made
 * @param patience the longest that a caller waits for the answer to what it asks for here
 * @param defaultTier of a tenant that is made without a word about it
 * @param strict where the strict tier's runs are made; empty if the stage has no such tier
 * @param runner whether this process makes the strict tier's runs, and nothing else
 * @param execution how guests are to be run: without the compiler that they were meant to have, a
 *     process is not to start
 */
public record FunctionSettings(
    AwsSettings aws,
    DispatchSettings dispatch,
    DispatchSettings queued,
    Duration patience,
    LiveItem.Tier defaultTier,
    Optional<StrictSettings> strict,
    boolean runner,
    GuestEngine.Execution execution) {
  private static final long MB = 1024L * 1024;
  private static final int REQUESTS_PER_SECOND = 50;
  private static final int RUNS_AT_ONCE = 10;

  /** The longest run, its start, and some more: the timeout of who makes it. */
  private static final Duration LONGEST_RUN = Duration.ofSeconds(330);

  private static final String PLANS = "ALCOVE_PLANS";
  private static final String DEFAULT_PLAN = "ALCOVE_DEFAULT_PLAN";

  public FunctionSettings {
    requireNonNull(aws, "aws is null");
    requireNonNull(dispatch, "dispatch is null");
    requireNonNull(queued, "queued is null");
    requireNonNull(patience, "patience is null");
    requireNonNull(defaultTier, "defaultTier is null");
    requireNonNull(strict, "strict is null");
    requireNonNull(execution, "execution is null");
  }

  /**
   * Reads the settings of a function whose runs nobody waits for.
   *
   * @throws SettingsException naming every setting that is missing or wrong
   */
  public static FunctionSettings forRuns(Map<String, String> environment) {
    return read(environment, false);
  }

  /**
   * Reads the settings of a function behind API Gateway, whose answers must be there in time.
   *
   * @throws SettingsException naming every setting that is missing or wrong
   */
  public static FunctionSettings forRequests(Map<String, String> environment) {
    return read(environment, true);
  }

  /**
   * The wall-clock limits of runs, milliseconds.
   *
   * @param usual of a plan that says none
   * @param most whatever a plan says
   */
  private record Walls(long usual, long most) {}

  private static FunctionSettings read(Map<String, String> environment, boolean waited) {
    EnvironmentReader in = new EnvironmentReader(environment);
    Walls ofRuns =
        new Walls(
            in.number("SCRIPT_TIMEOUT_SECONDS", 30, 1, 300) * 1_000L, Limits.MOST.wallMillis());
    int most = (int) (GatewayDifferences.MOST_WALL_MILLIS / 1_000);
    Walls ofRequests =
        new Walls(
            in.number("ALCOVE_HTTP_TIMEOUT_SECONDS", 10, 1, most) * 1_000L,
            GatewayDifferences.MOST_WALL_MILLIS);
    DispatchSettings queued = dispatch(in, ofRuns);
    // What is wrong with the same words has been said.
    DispatchSettings requests = dispatch(new EnvironmentReader(environment), ofRequests);
    LiveItem.Tier tier =
        in.choice(
            "ALCOVE_DEFAULT_TIER",
            LiveItem.Tier.SHARED,
            Map.of("shared", LiveItem.Tier.SHARED, "strict", LiveItem.Tier.STRICT));
    boolean runner = in.flag("ALCOVE_STRICT_RUNNER", false);
    boolean compiled = in.flag("ALCOVE_GRAAL_JIT", false);
    List<String> problems = new ArrayList<>(in.problems());
    Optional<AwsSettings> aws = read(() -> Optional.of(AwsSettings.from(environment)), problems);
    Optional<StrictSettings> strict = read(() -> StrictSettings.from(environment), problems);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new FunctionSettings(
        aws.orElseThrow(),
        waited ? requests : queued,
        queued,
        waited ? GatewayDifferences.PATIENCE : LONGEST_RUN,
        tier,
        strict,
        runner,
        compiled ? GuestEngine.Execution.COMPILED : GuestEngine.Execution.INTERPRETED);
  }

  private static DispatchSettings dispatch(EnvironmentReader in, Walls walls) {
    boolean enabled = in.flag("SCRIPTS_ENABLED", true);
    int memory = in.number("SCRIPT_MAX_MEMORY_MB", 128, 1, 512);
    Limits limits = PlanLimits.with(Limits.DEFAULT, walls.usual(), walls.usual(), memory * MB);
    Map<String, Plan> plans = plans(in, limits, walls.most());
    String name = in.given(DEFAULT_PLAN).orElse("standard");
    Plan defaultPlan = Optional.ofNullable(plans.get(name)).orElseGet(() -> standard(name, limits));
    if (in.given(DEFAULT_PLAN).isPresent() && !plans.containsKey(name)) {
      in.problem(DEFAULT_PLAN + " names `" + name + "`, which is not a plan of " + PLANS + ".");
    }
    List<TokenIssuer> issuers =
        in.json("ALCOVE_ISSUERS", IssuersReader.EXAMPLE)
            .map(new IssuersReader(in)::issuers)
            .orElse(List.of());
    return new DispatchSettings(enabled, plans, defaultPlan, issuers);
  }

  private static <T> Optional<T> read(Supplier<Optional<T>> settings, List<String> problems) {
    try {
      return settings.get();
    } catch (SettingsException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private static Plan standard(String name, Limits limits) {
    return new Plan(name, limits, OptionalInt.of(REQUESTS_PER_SECOND), RUNS_AT_ONCE);
  }

  private static Map<String, Plan> plans(EnvironmentReader in, Limits limits, long mostWall) {
    Optional<Tree> tree = in.json(PLANS, "{\"standard\": {\"runs_at_once\": 5}}");
    if (tree.isEmpty()) {
      return Map.of();
    }
    if (!(tree.get() instanceof Tree.Obj object)) {
      in.error(
          tree.get().place(), "This is " + tree.get().kind() + ".", "Write an object of plans.");
      return Map.of();
    }
    Map<String, Plan> plans = new HashMap<>();
    new PlanReader(in)
        .plans(object.members(), standard("", limits))
        .forEach((name, plan) -> plans.put(name, capped(plan, mostWall)));
    return plans;
  }

  private static Plan capped(Plan plan, long mostWall) {
    return new Plan(
        plan.name(),
        plan.limits().capped(mostWall, plan.limits().cpuMillis(), plan.limits().memoryBytes()),
        plan.requestsPerSecond(),
        plan.runsAtOnce());
  }
}
