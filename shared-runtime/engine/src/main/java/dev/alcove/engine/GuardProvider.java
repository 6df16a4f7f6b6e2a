package dev.alcove.engine;

import com.oracle.truffle.api.instrumentation.TruffleInstrument.Registration;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;
import org.graalvm.polyglot.SandboxPolicy;

/**
 * Registers {@link Guard}; public because a {@link java.util.ServiceLoader} makes it. By hand,
 * since the processor that writes such classes is not published for this version.
 */
@Registration(
    id = Guard.ID,
    name = "Alcove guard",
    version = "1",
    services = Guard.class,
    sandbox = SandboxPolicy.CONSTRAINED)
public final class GuardProvider extends TruffleInstrumentProvider {
  /** For the service loader. */
  public GuardProvider() {}

  @Override
  protected String getInstrumentClassName() {
    return Guard.class.getName();
  }

  @Override
  protected Object create() {
    return new Guard();
  }

  @Override
  protected Collection<String> getServicesClassNames() {
    return List.of(Guard.class.getName());
  }
}
