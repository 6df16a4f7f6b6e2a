package dev.alcove.functions.control;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.alcove.bundle.BundleCompiler;
import dev.alcove.control.Control;
import dev.alcove.control.ControlSettings;
import dev.alcove.control.Deployments;
import dev.alcove.dispatch.DispatchSettings;
import dev.alcove.domain.Bytes;
import dev.alcove.lambda.FunctionProcess;
import dev.alcove.lambda.FunctionSettings;
import dev.alcove.lambda.RestDoor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/** Answers requests of API Gateway to {@code /admin/v1}. Thread-safe. */
public final class ControlFunction implements RequestStreamHandler {
  private final FunctionProcess process;
  private final RestDoor door;

  /** Built once for a process of Lambda, from its environment. */
  public ControlFunction() {
    this(System.getenv());
  }

  /**
   * Built once, from an environment.
   *
   * @throws dev.alcove.aws.SettingsException naming every setting that is missing or wrong
   */
  public ControlFunction(Map<String, String> environment) {
    // Somebody waits behind API Gateway for a hook's run too; what takes longer goes by the queue.
    process = FunctionProcess.start(FunctionSettings.forRequests(environment));
    door = new RestDoor(control(process)::handle, process.ports().ids());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Bytes answer = door.handle(Bytes.owning(input.readAllBytes()));
    output.write(process.finish(answer).toArray());
  }

  /** What this function's runs may use. */
  DispatchSettings limits() {
    return process.settings().dispatch();
  }

  private static Control control(FunctionProcess process) {
    // A deployment is checked against what its runs may use, wherever they are made.
    DispatchSettings runs = process.settings().queued();
    ControlSettings settings =
        new ControlSettings(
            new TreeMap<>(runs.plans()), runs.defaultPlan(), process.settings().defaultTier());
    return new Control(
        settings,
        process.ports(),
        process.dispatch(),
        process.runner(),
        new Deployments(settings, process.ports(), new BundleCompiler(process.engine())));
  }
}
