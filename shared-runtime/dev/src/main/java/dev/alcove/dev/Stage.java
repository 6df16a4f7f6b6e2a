package dev.alcove.dev;

import dev.alcove.bundle.BundleCompiler;
import dev.alcove.control.Control;
import dev.alcove.control.ControlSettings;
import dev.alcove.control.Deployments;
import dev.alcove.dispatch.Dispatch;
import dev.alcove.dispatch.DispatchSettings;
import dev.alcove.dispatch.TokenIssuer;
import java.util.List;

/**
 * The steps of the platform as the world's plans and settings have them now; made anew over the
 * same machine when those change. Thread-safe.
 */
final class Stage {
  private record Set(Dispatch dispatch, Control control, Deployments deployments) {}

  private final Machine machine;
  private final TokenIssuer issuer;
  private volatile Set current;

  Stage(Machine machine, TokenIssuer issuer, World world, DevSettings settings) {
    this.machine = machine;
    this.issuer = issuer;
    this.current = set(world, settings);
  }

  /** From now on, by these plans and settings. */
  void change(World world, DevSettings settings) {
    current = set(world, settings);
  }

  Dispatch dispatch() {
    return current.dispatch();
  }

  Control control() {
    return current.control();
  }

  Deployments deployments() {
    return current.deployments();
  }

  private Set set(World world, DevSettings settings) {
    Dispatch dispatch =
        new Dispatch(
            new DispatchSettings(
                settings.scriptsEnabled(), world.plans(), settings.unmetered(), List.of(issuer)),
            machine.ports(),
            machine.runner());
    ControlSettings control = ControlSettings.of(world.plans(), settings.unmetered());
    Deployments deployments =
        new Deployments(control, machine.ports(), new BundleCompiler(machine.engine()));
    return new Set(
        dispatch,
        new Control(control, machine.ports(), dispatch, machine.runner(), deployments),
        deployments);
  }
}
