package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.aws.AwsSettings.Service;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The clients of all services, over one HTTP client. Built once for a process, or once for each
 * session of the strict tier. Thread-safe.
 *
 * <p>The SDK repeats a request up to {@link #ATTEMPTS} times with jitter, when it is throttled,
 * gets a 5xx or no answer. So every request that an adapter makes must be one that can be repeated:
 * reads, writes of a whole item, transactions (their token makes the second one find the first),
 * and conditional writes that carry an id of their own, by which the adapter knows its own write
 * again.
 */
final class AwsClients implements AutoCloseable {
  /** The first one and what comes after it. */
  static final int ATTEMPTS = 4;

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** A commit of 3 MB is the longest thing to wait for. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final SdkHttpClient http;
  private final DynamoDbClient dynamo;
  private final S3Client s3;
  private final SqsClient sqs;
  private final EventBridgeClient events;
  private final SchedulerClient scheduler;
  private final CloudWatchLogsClient logs;

  AwsClients(AwsSettings settings, AwsCredentialsProvider credentials, SdkHttpClient http) {
    this.http = requireNonNull(http, "http is null");
    Builds builds = new Builds(settings, credentials, http);
    this.dynamo = builds.on(DynamoDbClient.builder(), Service.DYNAMODB).build();
    // A bucket's name as part of the host needs DNS, which an emulator's address does not have.
    this.s3 =
        builds
            .on(S3Client.builder(), Service.S3)
            .forcePathStyle(settings.endpoints().containsKey(Service.S3))
            .build();
    this.sqs = builds.on(SqsClient.builder(), Service.SQS).build();
    this.events = builds.on(EventBridgeClient.builder(), Service.EVENTBRIDGE).build();
    this.scheduler = builds.on(SchedulerClient.builder(), Service.SCHEDULER).build();
    this.logs = builds.on(CloudWatchLogsClient.builder(), Service.CLOUDWATCH_LOGS).build();
  }

  static AwsCredentialsProvider ownCredentials() {
    return DefaultCredentialsProvider.builder().build();
  }

  /** The client that needs the least at start: connections are the JDK's. */
  static SdkHttpClient smallHttp() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(ANSWER)
        .build();
  }

  /** Builds clients of one kind after another. */
  record Builds(AwsSettings settings, AwsCredentialsProvider credentials, SdkHttpClient http) {
    <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B on(
        B builder, Service service) {
      builder
          .region(Region.of(settings.region()))
          .credentialsProvider(credentials)
          .httpClient(http)
          .overrideConfiguration(
              all ->
                  all.retryStrategy(
                      AwsRetryStrategy.standardRetryStrategy().toBuilder()
                          .maxAttempts(ATTEMPTS)
                          .build()));
      URI endpoint = settings.endpoints().get(service);
      return endpoint == null ? builder : builder.endpointOverride(endpoint);
    }
  }

  DynamoDbClient dynamo() {
    return dynamo;
  }

  S3Client s3() {
    return s3;
  }

  SqsClient sqs() {
    return sqs;
  }

  EventBridgeClient events() {
    return events;
  }

  SchedulerClient scheduler() {
    return scheduler;
  }

  CloudWatchLogsClient logs() {
    return logs;
  }

  @Override
  public void close() {
    dynamo.close();
    s3.close();
    sqs.close();
    events.close();
    scheduler.close();
    logs.close();
    http.close();
  }
}
