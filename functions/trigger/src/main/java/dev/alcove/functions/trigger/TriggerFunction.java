package dev.alcove.functions.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.alcove.domain.Bytes;
import dev.alcove.lambda.FunctionProcess;
import dev.alcove.lambda.FunctionSettings;
import dev.alcove.lambda.TriggerDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Turns events, ticks and the outbox's items into queued runs. Thread-safe. */
public final class TriggerFunction implements RequestStreamHandler {
  private final FunctionProcess process;
  private final TriggerDoor door;

  /** Built once for a process of Lambda, from its environment. */
  public TriggerFunction() {
    this(System.getenv());
  }

  /**
   * Built once, from an environment.
   *
   * @throws dev.alcove.aws.SettingsException naming every setting that is missing or wrong
   */
  public TriggerFunction(Map<String, String> environment) {
    process = FunctionProcess.startWithoutGuests(FunctionSettings.forRuns(environment));
    door = new TriggerDoor(process.dispatch());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Bytes answer = door.handle(Bytes.owning(input.readAllBytes()));
    output.write(process.finish(answer).toArray());
  }
}
