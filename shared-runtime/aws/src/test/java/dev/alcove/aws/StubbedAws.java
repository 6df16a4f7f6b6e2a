package dev.alcove.aws;

import dev.alcove.testkit.TestClock;
import dev.alcove.testkit.TestIds;
import dev.alcove.testkit.TestTicker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The adapters over a network in which every answer is planned. */
final class StubbedAws implements AutoCloseable {
  final FaultyHttp http = new FaultyHttp(null);
  final TestClock clock = new TestClock();
  final List<String> lines = new ArrayList<>();
  final AwsPorts aws =
      AwsPorts.open(
          AwsSettings.from(AwsSettingsTest.complete()),
          StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
          http,
          new AwsPorts.Surroundings(
              clock, new TestTicker(), new TestIds(), new Random(1), lines::add));

  @Override
  public void close() {
    aws.close();
  }
}
