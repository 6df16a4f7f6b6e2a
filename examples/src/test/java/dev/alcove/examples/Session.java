package dev.alcove.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.dev.DevOptions;
import dev.alcove.dev.DevServer;
import dev.alcove.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a page: starts its world and does the commands as the page shows them, at the ports that
 * the server really has.
 */
final class Session implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("\\$\\(\\./alcove token ([^)]*)\\)");

  private final DevServer server;
  private final JsonNode connection;
  private final Path folder;
  private final HttpClient plain = HttpClient.newHttpClient();

  private Session(DevServer server, Path folder) throws IOException {
    this.server = server;
    this.folder = folder;
    this.connection = Json.parse(Files.readString(server.data().resolve("connection.json")));
  }

  /** Starts what the page is about, with an empty state in {@code folder}. */
  static Session start(Path world, Path folder) throws IOException {
    DevServer server =
        DevServer.start(
            new DevOptions(
                world,
                0,
                Optional.of(folder.resolve("data")),
                false,
                true,
                false,
                Map.of("ALCOVE_HOME", folder.resolve("home").toString()),
                line -> {}),
            reason -> {
              throw new AssertionError("an example has spoilt the process: " + reason);
            },
            InstantSource.system());
    return new Session(server, folder);
  }

  /** Does every step and compares what it prints. */
  void follow(Transcript page) throws Exception {
    for (Transcript.Step step : page.steps()) {
      // What the step before has led to is over, as it is for a reader who types the next one.
      send("POST", "/dev/v1/clock/advance", "{\"by\":\"1s\"}");
      String printed = execute(step.command());
      if (!step.output().isEmpty()) {
        assertThat(printed).as(step.command()).isEqualTo(step.output());
      }
    }
  }

  private String execute(String command) throws Exception {
    Words words = Words.of(withTokens(command));
    return switch (words.all().getFirst()) {
      case "curl" -> curl(words);
      case "./alcove" -> alcove(words);
      default -> throw new IllegalArgumentException("a page shows an unknown command: " + command);
    };
  }

  private String alcove(Words words) throws Exception {
    return switch (words.all().get(1)) {
      case "dev" -> "";
      case "clock" ->
          send("POST", "/dev/v1/clock/advance", "{\"by\":\"" + words.all().get(3) + "\"}");
      case "run" -> run(words);
      case "token" -> certificate(words);
      default -> throw new IllegalArgumentException("a page shows an unknown verb: " + words);
    };
  }

  private String run(Words words) throws Exception {
    String tenant = "/admin/v1/tenants/" + words.option("--tenant");
    JsonNode started =
        Json.parse(
            send(
                "POST",
                tenant + "/scripts/" + words.all().get(2) + "/runs",
                "{\"input\":" + words.option("--payload") + "}"));
    // Moving the clock waits until everything has run.
    send("POST", "/dev/v1/clock/advance", "{\"by\":\"1s\"}");
    JsonNode record =
        Json.parse(send("GET", tenant + "/runs/" + started.path("execution").asText(), ""));
    assertThat(record.path("outcome").asText()).as(record.toString()).isEqualTo("OK");
    return record.path("output").isTextual()
        ? record.path("output").asText()
        : record.path("output").toString();
  }

  private String certificate(Words words) throws Exception {
    JsonNode made =
        Json.parse(
            send(
                "POST",
                "/dev/v1/certificates",
                Json.object()
                    .put("tenant", words.option("--tenant"))
                    .put("user", words.option("--user"))
                    .toString()));
    Path file = folder.resolve(words.option("--cert") + ".crt");
    Files.writeString(file, made.path("certificate").asText());
    Files.writeString(folder.resolve(words.option("--cert") + ".key"), made.path("key").asText());
    return "";
  }

  private String withTokens(String command) throws Exception {
    Matcher matcher = TOKEN.matcher(command);
    StringBuilder with = new StringBuilder();
    while (matcher.find()) {
      Words words = Words.of(matcher.group(1));
      JsonNode made =
          Json.parse(
              send(
                  "POST",
                  "/dev/v1/tokens",
                  Json.object()
                      .put("tenant", words.option("--tenant"))
                      .put("user", words.option("--user"))
                      .toString()));
      matcher.appendReplacement(with, Matcher.quoteReplacement(made.path("token").asText()));
    }
    return matcher.appendTail(with).toString();
  }

  private String curl(Words words) throws Exception {
    String method = "GET";
    HttpRequest.Builder request = HttpRequest.newBuilder();
    HttpClient client = plain;
    String body = "";
    for (Map.Entry<String, String> option : words.options()) {
      String value = option.getValue();
      switch (option.getKey()) {
        case "-X" -> method = value;
        case "-d" -> body = value;
        case "-H" -> {
          int colon = value.indexOf(':');
          request.header(value.substring(0, colon), value.substring(colon + 1).strip());
        }
        case "--cert" -> client = identified(value, words.option("--key"));
        case "--key", "--cacert" -> {}
        default -> {
          if (value.startsWith("http")) {
            request.uri(URI.create(here(value)));
          }
        }
      }
    }
    request.method(method, HttpRequest.BodyPublishers.ofString(body));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private HttpClient identified(String certificate, String key)
      throws GeneralSecurityException, IOException {
    return HttpClient.newBuilder()
        .sslContext(
            PemClient.context(
                server.data().resolve("ca.pem"), folder.resolve(certificate), folder.resolve(key)))
        .build();
  }

  /** The address that the page shows, at the port that the server has. */
  private String here(String address) {
    return address
        .replace("http://localhost:8080", server.url())
        .replace("https://localhost:8081", server.tlsUrl().orElse(""));
  }

  private String send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("authorization", "Bearer " + connection.path("token").asText())
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = plain.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
    return answer.body();
  }

  @Override
  public void close() {
    plain.close();
    server.close();
  }
}
