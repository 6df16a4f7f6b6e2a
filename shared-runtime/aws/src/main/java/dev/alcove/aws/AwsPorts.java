package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.Clock;
import dev.alcove.domain.Ids;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.Ports;
import dev.alcove.domain.RunQueue;
import dev.alcove.domain.Ticker;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The ports on AWS. Opened once, when the process starts, or, for a run of the strict tier, once
 * with the credentials of its session: what the session may not do fails there with AWS's refusal.
 * Thread-safe.
 *
 * <p>A session is bound to leading keys {@code T#<tenant>#} in the data table, to the partition
 * {@code T#<tenant>} in the outbox's, and to the prefix {@code code/<tenant>/} of the bucket. It
 * has no Scan, no bus, no queue, no schedules and no registry.
 */
public final class AwsPorts implements AutoCloseable {
  private final AwsClients clients;
  private final SqsRunQueue queue;
  private final Ports ports;

  private AwsPorts(AwsClients clients, SqsRunQueue queue, Ports ports) {
    this.clients = clients;
    this.queue = queue;
    this.ports = ports;
  }

  /**
   * What the adapters need of their surroundings.
   *
   * @param lines takes each line of log and of metrics; on Lambda that is standard output. Called
   *     by several threads
   */
  public record Surroundings(
      Clock clock, Ticker ticker, Ids ids, RandomGenerator random, Consumer<String> lines) {
    public Surroundings {
      requireNonNull(clock, "clock is null");
      requireNonNull(ticker, "ticker is null");
      requireNonNull(ids, "ids is null");
      requireNonNull(random, "random is null");
      requireNonNull(lines, "lines is null");
    }
  }

  /**
   * Builds the clients and, over them, the ports, with the rights of this process: what AWS's own
   * rules find in the environment. Calls nobody.
   */
  public static AwsPorts open(AwsSettings settings, Surroundings surroundings) {
    return open(settings, AwsClients.ownCredentials(), AwsClients.smallHttp(), surroundings);
  }

  /** Builds the clients and, over them, the ports, with the rights of whatever session is held. */
  public static AwsPorts open(
      AwsSettings settings, SessionHolder session, Surroundings surroundings) {
    return open(settings, session, AwsClients.smallHttp(), surroundings);
  }

  static AwsPorts open(
      AwsSettings settings,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      Surroundings surroundings) {
    AwsClients clients = new AwsClients(settings, credentials, http);
    Clock clock = surroundings.clock();
    Ids ids = surroundings.ids();
    Pauses pauses = new Pauses(surroundings.random());
    DynamoTable data = new DynamoTable(clients.dynamo(), settings.dataTable(), pauses);
    DynamoTable outbox = new DynamoTable(clients.dynamo(), settings.outboxTable(), pauses);
    DynamoTable registry = new DynamoTable(clients.dynamo(), settings.registryTable(), pauses);
    SqsRunQueue queue = new SqsRunQueue(clients.sqs(), settings.runQueue(), clock, pauses);
    Ports ports =
        new Ports(
            new DynamoKvLog(data, outbox, clock, ids, pauses),
            new DynamoStorage(data, clock, ids, pauses),
            new DynamoOutbox(outbox),
            new DynamoInbox(data, clock),
            new EventBridgeBus(clients.events(), settings.bus()),
            queue,
            new EventBridgeScheduler(clients.scheduler(), settings),
            new DynamoRunRecords(data, clock),
            new DynamoDeadLetters(data, clock),
            new CloudWatchLogs(
                clients.logs(), settings.logGroups(), clock, surroundings.lines(), data),
            new DynamoAdmission(data, clock),
            new DynamoRegistry(registry, ids, pauses),
            new S3CodeStore(clients.s3(), settings.codeBucket(), pauses),
            new EmfMetrics(settings.metricsNamespace(), clock, surroundings.lines()),
            new DynamoUsage(data, ids, pauses),
            clock,
            surroundings.ticker(),
            ids,
            surroundings.random());
    return new AwsPorts(clients, queue, ports);
  }

  public Ports ports() {
    return ports;
  }

  /**
   * A message of the queue of runs that Lambda has received for us.
   *
   * @param handle its receipt handle
   * @param receives its attribute {@code ApproximateReceiveCount}
   * @param due its message attribute {@code due}, if it has one
   * @return empty if it is not due yet: it is hidden until then, and must be reported as failed so
   *     that Lambda does not remove it
   * @throws dev.alcove.wire.FormatException if it is no queued run
   */
  public Optional<RunQueue.Delivery> received(
      String body, String handle, int receives, Optional<Long> due) {
    return queue.delivery(body, handle, receives, due);
  }

  /**
   * An item of the outbox as its stream shows it. Whose it is, its partition says.
   *
   * @param partition its {@code pk}
   * @param sort its {@code sk}
   * @param item its attribute {@code item}
   * @throws dev.alcove.wire.FormatException if it is no item, or names another tenant than its
   *     partition
   */
  public static OutboxItem streamed(String partition, String sort, Bytes item) {
    return OutboxRows.read(Key.of(partition, sort).row().with(OutboxRows.ITEM, item));
  }

  AwsClients clients() {
    return clients;
  }

  @Override
  public void close() {
    clients.close();
  }
}
