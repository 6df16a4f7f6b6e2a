package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where on AWS the platform keeps its things: the names that the stack gives to its resources.
 *
 * @param region such as {@code eu-central-1}
 * @param dataTable the table of everything that belongs to a tenant's runs
 * @param outboxTable the only table with a stream
 * @param registryTable tenants, versions, deployments
 * @param codeBucket the code of versions
 * @param bus the event bus, by name
 * @param runQueue the queue of runs, by URL
 * @param scheduleGroup the group of the tenants' schedules, one for a stage
 * @param scheduleTarget whom a schedule calls, by ARN
 * @param scheduleRole the role in which it calls, by ARN
 * @param logGroups the log groups that hold runs' lines, at least one
 * @param metricsNamespace the namespace of the metrics
 * @param endpoints other addresses than AWS's own, by {@link Service}; for emulators and private
 *     endpoints
 */
public record AwsSettings(
    String region,
    String dataTable,
    String outboxTable,
    String registryTable,
    String codeBucket,
    String bus,
    URI runQueue,
    String scheduleGroup,
    String scheduleTarget,
    String scheduleRole,
    List<String> logGroups,
    String metricsNamespace,
    SortedMap<Service, URI> endpoints) {

  /** The services that are called; the name is the end of the SDK's variable for its endpoint. */
  public enum Service {
    CLOUDWATCH_LOGS,
    DYNAMODB,
    EVENTBRIDGE,
    LAMBDA,
    S3,
    SCHEDULER,
    SQS,
    STS
  }

  private static final String ENDPOINT = "AWS_ENDPOINT_URL";
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
  private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern BUS = Pattern.compile("[A-Za-z0-9_./:-]{1,256}");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:[a-z0-9-]+:\\S+");
  private static final Pattern LOG_GROUP = Pattern.compile("[A-Za-z0-9_/.#-]{1,512}");
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_./#:-]{1,255}");

  public AwsSettings {
    requireNonNull(region, "region is null");
    requireNonNull(dataTable, "dataTable is null");
    requireNonNull(outboxTable, "outboxTable is null");
    requireNonNull(registryTable, "registryTable is null");
    requireNonNull(codeBucket, "codeBucket is null");
    requireNonNull(bus, "bus is null");
    requireNonNull(runQueue, "runQueue is null");
    requireNonNull(scheduleGroup, "scheduleGroup is null");
    requireNonNull(scheduleTarget, "scheduleTarget is null");
    requireNonNull(scheduleRole, "scheduleRole is null");
    logGroups = List.copyOf(logGroups);
    requireNonNull(metricsNamespace, "metricsNamespace is null");
    endpoints = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(endpoints));
  }

  /**
   * Reads the settings from the environment.
   *
   * @throws SettingsException naming every setting that is missing or wrong
   */
  public static AwsSettings from(Map<String, String> environment) {
    Reader in = new Reader(environment);
    String region = in.text("AWS_REGION", REGION, "a region such as `eu-central-1`");
    String data = in.text("ALCOVE_DATA_TABLE", TABLE, "the name of a table");
    String outbox = in.text("ALCOVE_OUTBOX_TABLE", TABLE, "the name of a table");
    String registry = in.text("ALCOVE_REGISTRY_TABLE", TABLE, "the name of a table");
    String bucket = in.text("ALCOVE_CODE_BUCKET", BUCKET, "the name of a bucket");
    String bus = in.text("ALCOVE_BUS", BUS, "the name of an event bus");
    URI queue = in.address("ALCOVE_RUN_QUEUE").orElse(Reader.NOWHERE);
    String group = in.text("ALCOVE_SCHEDULE_GROUP", GROUP, "the name of a schedule group");
    String target = in.text("ALCOVE_SCHEDULE_TARGET", ARN, "the ARN of a function");
    String role = in.text("ALCOVE_SCHEDULE_ROLE", ARN, "the ARN of a role");
    List<String> logs = in.texts("ALCOVE_LOG_GROUPS", LOG_GROUP, "names of log groups");
    String namespace =
        in.given("ALCOVE_METRICS_NAMESPACE").isEmpty()
            ? "Alcove"
            : in.text("ALCOVE_METRICS_NAMESPACE", NAMESPACE, "a namespace of CloudWatch");
    SortedMap<Service, URI> endpoints = in.endpoints();
    in.end();
    return new AwsSettings(
        region, data, outbox, registry, bucket, bus, queue, group, target, role, logs, namespace,
        endpoints);
  }

  /** Reads one setting after the other and keeps what is wrong with each. */
  private static final class Reader {
    /** Stands for an address that was refused; it never leaves {@link #from}. */
    static final URI NOWHERE = URI.create("https://invalid.");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Reader(Map<String, String> environment) {
      this.environment = environment;
    }

    Optional<String> given(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(t -> !t.isEmpty());
    }

    String text(String name, Pattern shape, String what) {
      Optional<String> text = given(name);
      if (text.isEmpty()) {
        problems.add(name + " is missing: set it to " + what + ".");
      } else if (!shape.matcher(text.get()).matches()) {
        problems.add(name + " is not " + what + ".");
      }
      return text.orElse("");
    }

    List<String> texts(String name, Pattern shape, String what) {
      List<String> texts =
          given(name).stream()
              .flatMap(all -> Pattern.compile(",").splitAsStream(all))
              .map(String::strip)
              .filter(one -> !one.isEmpty())
              .toList();
      if (texts.isEmpty()) {
        problems.add(name + " is missing: set it to " + what + ", with commas between them.");
      } else if (!texts.stream().allMatch(one -> shape.matcher(one).matches())) {
        problems.add(name + " is not " + what + " with commas between them.");
      }
      return texts;
    }

    Optional<URI> address(String name) {
      Optional<String> text = given(name);
      if (text.isEmpty()) {
        problems.add(name + " is missing: set it to the URL of a queue.");
        return Optional.empty();
      }
      return url(name, text.get());
    }

    private Optional<URI> url(String name, String text) {
      try {
        URI uri = new URI(text);
        String scheme = uri.getScheme();
        if (uri.getHost() != null && ("https".equals(scheme) || "http".equals(scheme))) {
          return Optional.of(uri);
        }
      } catch (URISyntaxException e) {
        // Said below, in one way for all that is no URL.
      }
      problems.add(name + " is not a URL that begins with https:// or http://.");
      return Optional.empty();
    }

    SortedMap<Service, URI> endpoints() {
      SortedMap<Service, URI> endpoints = new TreeMap<>();
      Optional<URI> all = given(ENDPOINT).flatMap(text -> url(ENDPOINT, text));
      for (Service service : Service.values()) {
        String name = ENDPOINT + "_" + service;
        given(name)
            .map(text -> url(name, text))
            .orElse(all)
            .ifPresent(endpoint -> endpoints.put(service, endpoint));
      }
      return endpoints;
    }

    void end() {
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
    }
  }
}
