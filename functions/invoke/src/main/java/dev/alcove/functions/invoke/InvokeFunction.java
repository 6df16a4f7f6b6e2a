package dev.alcove.functions.invoke;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.alcove.domain.Bytes;
import dev.alcove.lambda.FunctionProcess;
import dev.alcove.lambda.FunctionSettings;
import dev.alcove.lambda.InvokeDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Runs what waits in the queue and what is called directly. Thread-safe. */
public final class InvokeFunction implements RequestStreamHandler {
  private final FunctionProcess process;
  private final InvokeDoor door;

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
    process = FunctionProcess.start(FunctionSettings.forRuns(environment));
    door = new InvokeDoor(process);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Bytes answer = door.handle(Bytes.owning(input.readAllBytes()));
    output.write(process.finish(answer).toArray());
  }
}
