package dev.alcove.functions.invoke;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.alcove.aws.SessionHolder;
import dev.alcove.domain.Bytes;
import dev.alcove.lambda.FunctionProcess;
import dev.alcove.lambda.FunctionSettings;
import dev.alcove.lambda.InvokeDoor;
import dev.alcove.lambda.RunnerDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Runs what waits in the queue and what is called directly; or, where the settings say so, what the
 * dispatcher gives to a tenant's own process. Thread-safe.
 */
public final class InvokeFunction implements RequestStreamHandler {
  private interface Door {
    Bytes handle(Bytes event, Optional<String> isolatedTenant);
  }

  private final FunctionProcess process;
  private final Door door;

  /** Built once for a process of Lambda, from its environment. */
  public InvokeFunction() {
    this(System.getenv());
  }

  /**
   * Built once, from an environment.
   *
   * @throws dev.alcove.aws.SettingsException naming every setting that is missing or wrong
   */
  public InvokeFunction(Map<String, String> environment) {
    FunctionSettings settings = FunctionSettings.forRuns(environment);
    if (settings.runner()) {
      SessionHolder session = new SessionHolder();
      process = FunctionProcess.start(settings, session);
      door = new RunnerDoor(process, session)::handle;
    } else {
      process = FunctionProcess.start(settings);
      InvokeDoor invoke = new InvokeDoor(process);
      door = (event, tenant) -> invoke.handle(event);
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Bytes event = Bytes.owning(input.readAllBytes());
    Bytes answer = door.handle(event, Optional.ofNullable(context.getTenantId()));
    output.write(process.finish(answer).toArray());
  }
}
