package dev.alcove.bench;

import dev.alcove.aws.AwsPorts;
import dev.alcove.aws.AwsSettings;
import dev.alcove.domain.Ports;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/** Tables and a bucket on emulators, the adapters over them, and the SDK's clients beside. */
final class EmulatedStack implements AutoCloseable {
  private static final String REGION = "eu-central-1";
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  final Map<String, String> environment = new HashMap<>();
  final DynamoDbClient dynamo;
  private final AwsPorts aws;

  EmulatedStack(URI dynamodb, URI moto) {
    String id = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    environment.put("AWS_REGION", REGION);
    environment.put("AWS_ENDPOINT_URL", moto.toString());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamodb.toString());
    environment.put("ALCOVE_DATA_TABLE", id + "-data");
    environment.put("ALCOVE_OUTBOX_TABLE", id + "-outbox");
    environment.put("ALCOVE_REGISTRY_TABLE", id + "-registry");
    environment.put("ALCOVE_CODE_BUCKET", id);
    environment.put("ALCOVE_BUS", id);
    environment.put("ALCOVE_RUN_QUEUE", moto + "/123456789012/" + id);
    environment.put("ALCOVE_SCHEDULE_GROUP", id);
    environment.put("ALCOVE_SCHEDULE_TARGET", "arn:aws:lambda:" + REGION + ":1:function:t");
    environment.put("ALCOVE_SCHEDULE_ROLE", "arn:aws:iam::1:role/r");
    environment.put("ALCOVE_LOG_GROUPS", id);
    dynamo =
        DynamoDbClient.builder()
            .region(Region.of(REGION))
            .credentialsProvider(CREDENTIALS)
            .endpointOverride(dynamodb)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    table(id + "-data", ScalarAttributeType.B);
    table(id + "-registry", ScalarAttributeType.S);
    table(id + "-outbox", ScalarAttributeType.S);
    try (S3Client s3 =
        S3Client.builder()
            .region(Region.of(REGION))
            .credentialsProvider(CREDENTIALS)
            .endpointOverride(moto)
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      s3.createBucket(create -> create.bucket(id));
    }
    List<String> lines = new ArrayList<>();
    aws =
        AwsPorts.open(
            AwsSettings.from(environment),
            new AwsPorts.Surroundings(
                Instant::now,
                System::nanoTime,
                () -> UUID.randomUUID().toString(),
                RandomGenerator.getDefault(),
                lines::add));
  }

  private void table(String name, ScalarAttributeType sort) {
    dynamo.createTable(
        create ->
            create
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk", ScalarAttributeType.S), attribute("sk", sort))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  Ports ports() {
    return aws.ports();
  }

  String dataTable() {
    return environment.getOrDefault("ALCOVE_DATA_TABLE", "");
  }

  @Override
  public void close() {
    aws.close();
    dynamo.close();
  }
}
