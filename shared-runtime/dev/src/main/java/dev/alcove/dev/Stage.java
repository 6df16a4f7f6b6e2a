package dev.alcove.dev;

import dev.alcove.bundle.BundleCompiler;
import dev.alcove.control.Control;
import dev.alcove.control.ControlSettings;
import dev.alcove.control.Deployments;
import dev.alcove.dispatch.Dispatch;
import dev.alcove.dispatch.DispatchSettings;
import dev.alcove.dispatch.TokenIssuer;
import java.util.List;
import java.util.function.Supplier;

/**
 * The steps of the platform as the world's plans and settings have them now; made anew over the
 * same machine when those change. Thread-safe.
 */
final class Stage {
  private record Doing(Dispatch dispatch, Control control) {}

  private record Set(Later<Doing> doing, Deployments deployments) {}

  private final Machine machine;
  private final Supplier<TokenIssuer> issuer;
  private volatile Set current;

  Stage(Machine machine, Supplier<TokenIssuer> issuer, World world, DevSettings settings) {
    this.machine = machine;
    this.issuer = issuer;
    this.current = set(world, settings);
  }

  /** From now on, by these plans and settings. */
  void change(World world, DevSettings settings) {
    current = set(world, settings);
  }

  Dispatch dispatch() {
    return current.doing().get().dispatch();
  }

  Control control() {
    return current.doing().get().control();
  }

  Deployments deployments() {
    return current.deployments();
  }

  /** Deploying needs no keys, so it does not wait for them. */
  private Set set(World world, DevSettings settings) {
    ControlSettings control = ControlSettings.of(world.plans(), settings.unmetered());
    Deployments deployments =
        new Deployments(control, machine.ports(), new BundleCompiler(machine.engine()));
    return new Set(Later.onUse(() -> doing(world, settings, control, deployments)), deployments);
  }

  private Doing doing(
      World world, DevSettings settings, ControlSettings control, Deployments deployments) {
    Dispatch dispatch =
        new Dispatch(
            new DispatchSettings(
                settings.scriptsEnabled(),
                world.plans(),
                settings.unmetered(),
                List.of(issuer.get())),
            machine.ports(),
            machine.runner());
    return new Doing(
        dispatch, new Control(control, machine.ports(), dispatch, machine.runner(), deployments));
  }
}
