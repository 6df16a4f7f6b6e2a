package dev.alcove.functions.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.alcove.domain.Bytes;
import dev.alcove.lambda.FunctionProcess;
import dev.alcove.lambda.FunctionSettings;
import dev.alcove.lambda.RestDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Answers requests of API Gateway to tenants' addresses. Thread-safe. */
public final class HttpFunction implements RequestStreamHandler {
  private final FunctionProcess process;
  private final RestDoor door;

  /** Built once for a process of Lambda, from its environment. */
  public HttpFunction() {
    this(System.getenv());
  }

  /**
   * Built once, from an environment.
   *
   * @throws dev.alcove.aws.SettingsException naming every setting that is missing or wrong
   */
  public HttpFunction(Map<String, String> environment) {
    process = FunctionProcess.start(FunctionSettings.forRequests(environment));
    door = new RestDoor(process.dispatch()::http, process.ports().ids());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Bytes answer = door.handle(Bytes.owning(input.readAllBytes()));
    output.write(process.finish(answer).toArray());
  }
}
