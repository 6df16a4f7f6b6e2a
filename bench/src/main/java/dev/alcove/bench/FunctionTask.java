package dev.alcove.bench;

import dev.alcove.domain.AppName;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.domain.Version;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The function {@code http} under AWS's runtime interface emulator: from a process that is not
 * there to its first answer, and one call after the other. Beside it what a team would write in
 * Node.js for the same: tenant from DynamoDB, code from S3, a new context of {@code node:vm} for
 * each call.
 */
final class FunctionTask {
  private static final TenantId TENANT = new TenantId("acme");
  private static final int STARTS = 5;
  private static final int WARM_UP = 400;
  private static final int CALLS = 400;
  private static final double MOST_START_RATIO = 1.5;
  private static final String EVENT =
      """
      {"resource": "/{proxy+}", "path": "/t/acme/app/hello", "httpMethod": "GET",
       "headers": {"accept": "*/*"}, "multiValueHeaders": {"accept": ["*/*"]},
       "queryStringParameters": null, "multiValueQueryStringParameters": null,
       "requestContext": {"requestId": "r-1", "identity": {}}, "body": null, "isBase64Encoded": false}\
      """;

  private final EmulatedStack stack;
  private final Path root;
  private final Path emulator;
  private final String client;

  FunctionTask(EmulatedStack stack, Path root, Path emulator, String client) {
    this.stack = stack;
    this.root = root;
    this.emulator = emulator;
    this.client = client;
  }

  private record Variant(String name, List<String> command, Path folder) {}

  List<Figure> measure() {
    seed();
    Path folder = root.resolve("functions/http/target/function");
    try (TemporaryFolder work = TemporaryFolder.make()) {
      Path cache = work.path().resolve("http.aot");
      train(folder, cache);
      Map<Variant, double[]> figures = new LinkedHashMap<>();
      Variant node =
          new Variant(
              "Node.js",
              List.of("node", root.resolve("bench/node/runtime.mjs").toString()),
              root.resolve("bench/node"));
      List<Variant> ours =
          List.of(
              new Variant("plain", java(List.of()), folder),
              new Variant("AOT cache", java(List.of("-XX:AOTCache=" + cache)), folder),
              new Variant("Graal JIT", java(jit()), folder));
      figures.put(node, measure(node));
      ours.forEach(variant -> figures.put(variant, measure(variant)));
      double[] theirs = figures.getOrDefault(node, new double[2]);
      List<Figure> all = new ArrayList<>();
      for (Variant variant : ours) {
        double[] mine = figures.getOrDefault(variant, new double[2]);
        Figure start =
            figure(
                "http function, start to first answer; bare: Node.js", variant, mine[0], theirs[0]);
        all.add(
            variant.name().equals("AOT cache")
                ? start.atMost(MOST_START_RATIO * theirs[0], "1.5 times Node.js")
                : start);
        all.add(figure("http function, warm call; bare: Node.js", variant, mine[1], theirs[1]));
      }
      return all;
    }
  }

  private static Figure figure(String what, Variant variant, double ours, double theirs) {
    return new Figure(
        what, variant.name(), ours, OptionalDouble.of(theirs), "us", OptionalDouble.empty(), "");
  }

  private void seed() {
    Version version;
    try (TemporaryFolder folder = TemporaryFolder.make();
        Platform platform = new Platform(folder.path(), 0)) {
      version = platform.compile(Samples.work());
    }
    stack.ports().code().put(TENANT, version);
    User nobody = new User("u", "", "", Set.of());
    LiveItem made =
        new LiveItem(TENANT, 1, "Acme", LiveItem.State.ACTIVE, "standard", LiveItem.Tier.SHARED);
    stack.ports().registry().flip(made, Optional.empty());
    stack
        .ports()
        .registry()
        .flip(
            made.with(AppName.MAIN, new LiveItem.LiveApp(version.hash(), 1, nobody)),
            Optional.empty());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(stack.environment);
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "http");
    environment.put("AWS_LAMBDA_FUNCTION_TIMEOUT", "60");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
    // So that the platform's limit of requests a second is not what is measured.
    environment.put(
        "ALCOVE_PLANS", "{\"standard\": {\"requests_per_second\": 5000, \"runs_at_once\": 100}}");
    return environment;
  }

  /** As Lambda starts a Java function; see the flags of its runtime image. */
  private List<String> java(List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx1400m",
            "-Dpolyglot.engine.WarnInterpreterOnly=false",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(flags);
    if (flags.isEmpty()) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(
        List.of(
            "-cp",
            client + File.pathSeparator + jars(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "dev.alcove.functions.http.HttpFunction::handleRequest"));
    return command;
  }

  /** Each by its name: a cache is for one class path. */
  private String jars() {
    Path folder = root.resolve("functions/http/target/function");
    List<String> entries = new ArrayList<>(List.of(folder.toString()));
    try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
      files.map(Path::toString).sorted().forEach(entries::add);
    } catch (IOException e) {
      throw new UncheckedIOException("the function is not built", e);
    }
    return String.join(File.pathSeparator, entries);
  }

  private List<String> jit() {
    return List.of(
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:+EnableJVMCI",
        "--upgrade-module-path=" + root.resolve("cli/target/jit"));
  }

  private void train(Path folder, Path cache) {
    List<String> command = java(List.of("-XX:AOTCacheOutput=" + cache));
    try (LambdaProcess process = LambdaProcess.start(emulator, command, folder, environment())) {
      for (int i = 0; i < 50; i++) {
        process.call(EVENT, "\"statusCode\":200");
      }
      process.endFunction();
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("no AOT cache was written");
    }
  }

  /** Median of the starts, and of the warm calls, in microseconds. */
  private double[] measure(Variant variant) {
    long[] starts = new long[STARTS];
    long[] calls = new long[CALLS];
    for (int i = 0; i < STARTS; i++) {
      try (LambdaProcess process =
          LambdaProcess.start(emulator, variant.command(), variant.folder(), environment())) {
        starts[i] = process.call(EVENT, "\"statusCode\":200");
        if (i == STARTS - 1) {
          for (int k = 0; k < WARM_UP; k++) {
            process.call(EVENT, "\"statusCode\":200");
          }
          for (int k = 0; k < CALLS; k++) {
            calls[k] = process.call(EVENT, "\"statusCode\":200");
          }
        }
      }
    }
    return new double[] {Medians.median(starts), Medians.median(calls)};
  }
}
