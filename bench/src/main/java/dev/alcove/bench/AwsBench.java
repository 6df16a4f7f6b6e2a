package dev.alcove.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the figures that need emulators of AWS. Called by {@code bench/aws}, which starts them. */
final class AwsBench {
  private AwsBench() {}

  /** With the names of parts; all of them if there is none. */
  public static void main(String[] arguments) {
    List<String> wanted = Arrays.asList(arguments);
    List<Figure> figures = new ArrayList<>();
    try (EmulatedStack stack = new EmulatedStack(address("dynamodb"), address("moto"))) {
      if (wanted.isEmpty() || wanted.contains("dynamo")) {
        figures.addAll(DynamoTask.measure(stack));
      }
      if (wanted.isEmpty() || wanted.contains("functions")) {
        figures.addAll(
            new FunctionTask(
                    stack, Path.of(property("root")), Path.of(property("rie")), property("client"))
                .measure());
      }
    }
    System.out.println("\n| figure | mode | Alcove | bare | ratio | expected |");
    System.out.println("| --- | --- | ---: | ---: | ---: | --- |");
    figures.forEach(figure -> System.out.println(figure.row()));
  }

  private static URI address(String name) {
    return URI.create(property(name));
  }

  private static String property(String name) {
    String value = System.getProperty("bench." + name);
    if (value == null) {
      throw new IllegalStateException("-Dbench." + name + " is missing: start bench/aws");
    }
    return value;
  }
}
