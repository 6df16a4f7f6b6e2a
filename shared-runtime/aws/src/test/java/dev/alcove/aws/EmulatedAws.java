package dev.alcove.aws;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.B;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import dev.alcove.domain.Clock;
import dev.alcove.domain.Ports;
import dev.alcove.testkit.KvPorts;
import dev.alcove.testkit.TestClock;
import dev.alcove.testkit.TestTicker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The adapters over emulators, with resources that no other test has. The tables are made without
 * TTL: an emulator that removes by the real time would remove what is fresh by the test's clock.
 */
final class EmulatedAws implements AutoCloseable {
  private static final String REGION = "eu-central-1";

  private final String id = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Runnable> removals = new ArrayList<>();
  private final AwsSettings settings;
  private final AwsPorts ports;

  EmulatedAws(TestClock clock) {
    this(clock, AwsClients.smallHttp());
  }

  EmulatedAws(TestClock clock, SdkHttpClient http) {
    settings = AwsSettings.from(environment());
    ports = open(clock, http);
  }

  /** One more process over the same resources. */
  AwsPorts open(Clock clock, SdkHttpClient http) {
    return AwsPorts.open(
        settings,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
        http,
        new AwsPorts.Surroundings(
            clock, new TestTicker(), () -> UUID.randomUUID().toString(), new Random(), lines::add));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_REGION", REGION);
    environment.put("AWS_ENDPOINT_URL", endpoint("moto"));
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint("dynamodb"));
    environment.put("ALCOVE_DATA_TABLE", id + "-data");
    environment.put("ALCOVE_OUTBOX_TABLE", id + "-outbox");
    environment.put("ALCOVE_REGISTRY_TABLE", id + "-registry");
    environment.put("ALCOVE_CODE_BUCKET", id);
    environment.put("ALCOVE_BUS", id);
    environment.put("ALCOVE_RUN_QUEUE", endpoint("moto") + "/123456789012/" + id);
    environment.put("ALCOVE_SCHEDULE_GROUP", id);
    environment.put(
        "ALCOVE_SCHEDULE_TARGET", "arn:aws:lambda:" + REGION + ":123456789012:function:t");
    environment.put("ALCOVE_SCHEDULE_ROLE", "arn:aws:iam::123456789012:role/" + id);
    environment.put("ALCOVE_LOG_GROUPS", id);
    return environment;
  }

  private static String endpoint(String emulator) {
    return requireNonNull(
        System.getProperty("alcove." + emulator),
        "No emulator is named by -Dalcove." + emulator + ": run .ci/emulators, which starts them.");
  }

  Ports ports() {
    return ports.ports();
  }

  AwsClients clients() {
    return ports.clients();
  }

  AwsSettings settings() {
    return settings;
  }

  List<String> lines() {
    return lines;
  }

  KvPorts kvPorts() {
    return new KvPorts(ports().kv(), ports().storage(), ports().outbox(), ports().inbox());
  }

  /** Makes the three tables as the stack makes them. */
  EmulatedAws withTables() {
    DynamoDbClient dynamo = clients().dynamo();
    dynamo.createTable(table(settings.dataTable(), B, List.of()).build());
    dynamo.createTable(table(settings.registryTable(), S, List.of()).build());
    dynamo.createTable(
        table(
                settings.outboxTable(),
                S,
                List.of(attribute(OutboxRows.LANE, S), attribute(OutboxRows.DUE, N)))
            .globalSecondaryIndexes(List.of(byDue()))
            .build());
    for (String name :
        List.of(settings.dataTable(), settings.registryTable(), settings.outboxTable())) {
      removals.add(() -> dynamo.deleteTable(delete -> delete.tableName(name)));
    }
    return this;
  }

  private static GlobalSecondaryIndex byDue() {
    return GlobalSecondaryIndex.builder()
        .indexName(OutboxRows.BY_DUE)
        .keySchema(key(OutboxRows.LANE, KeyType.HASH), key(OutboxRows.DUE, KeyType.RANGE))
        .projection(of -> of.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  private static CreateTableRequest.Builder table(
      String name, ScalarAttributeType sort, List<AttributeDefinition> more) {
    List<AttributeDefinition> attributes = new ArrayList<>(more);
    attributes.add(attribute(Row.PK, S));
    attributes.add(attribute(Row.SK, sort));
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(attributes)
        .keySchema(key(Row.PK, KeyType.HASH), key(Row.SK, KeyType.RANGE));
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  EmulatedAws withBucket() {
    clients().s3().createBucket(create -> create.bucket(settings.codeBucket()));
    return this;
  }

  EmulatedAws withQueue() {
    clients().sqs().createQueue(create -> create.queueName(id));
    removals.add(
        () -> clients().sqs().deleteQueue(d -> d.queueUrl(settings.runQueue().toString())));
    return this;
  }

  /** The bus with the catch-all rule, which hands everything to the queue. */
  EmulatedAws withBus() {
    withQueue();
    String queue =
        clients()
            .sqs()
            .getQueueAttributes(
                get ->
                    get.queueUrl(settings.runQueue().toString())
                        .attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    Target target = Target.builder().id("q").arn(queue).build();
    clients().events().createEventBus(create -> create.name(id));
    clients()
        .events()
        .putRule(
            put ->
                put.name(id)
                    .eventBusName(id)
                    .eventPattern("{\"detail\":{\"tenant\":[{\"exists\":true}]}}"));
    clients().events().putTargets(put -> put.rule(id).eventBusName(id).targets(List.of(target)));
    return this;
  }

  /** All that is in the queue, which is empty then. */
  List<String> drained() {
    List<String> bodies = new ArrayList<>();
    List<Message> some;
    do {
      some =
          clients()
              .sqs()
              .receiveMessage(
                  receive ->
                      receive.queueUrl(settings.runQueue().toString()).maxNumberOfMessages(10))
              .messages();
      for (Message message : some) {
        bodies.add(message.body());
        clients()
            .sqs()
            .deleteMessage(
                delete ->
                    delete
                        .queueUrl(settings.runQueue().toString())
                        .receiptHandle(message.receiptHandle()));
      }
    } while (!some.isEmpty());
    return bodies;
  }

  EmulatedAws withScheduleGroup() {
    clients().scheduler().createScheduleGroup(create -> create.name(id));
    removals.add(() -> clients().scheduler().deleteScheduleGroup(delete -> delete.name(id)));
    return this;
  }

  EmulatedAws withLogGroup() {
    clients().logs().createLogGroup(create -> create.logGroupName(id));
    clients().logs().createLogStream(create -> create.logGroupName(id).logStreamName(id));
    removals.add(() -> clients().logs().deleteLogGroup(delete -> delete.logGroupName(id)));
    return this;
  }

  /** Hands the lines that were written to CloudWatch, as Lambda does, by the time that it is. */
  void shipLines() {
    if (lines.isEmpty()) {
      return;
    }
    long now = Instant.now().toEpochMilli();
    List<InputLogEvent> events =
        lines.stream()
            .map(line -> InputLogEvent.builder().message(line).timestamp(now).build())
            .toList();
    lines.clear();
    clients().logs().putLogEvents(put -> put.logGroupName(id).logStreamName(id).logEvents(events));
  }

  @Override
  public void close() {
    removals.forEach(Runnable::run);
    ports.close();
  }
}
