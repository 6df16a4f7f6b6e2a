package dev.alcove.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A platform that makes each realm inside its run. */
@State(Scope.Benchmark)
public class PlatformState {
  private final TemporaryFolder folder = TemporaryFolder.make();
  final Platform platform;

  /** For JMH. */
  public PlatformState() {
    this(0);
  }

  PlatformState(int realmsAhead) {
    platform = new Platform(folder.path(), realmsAhead);
  }

  /** Deploys. */
  @Setup(Level.Trial)
  public void deploy() {
    platform.deploy(Platform.ACME, platform.compile(Samples.work()));
  }

  /** Has work done for the warm-up's time. */
  void warm(GuestWork work) {
    Pace.warmBefore(() -> work.on(platform));
  }

  /** Ends it and removes its files. */
  @TearDown(Level.Trial)
  public void close() {
    platform.close();
    folder.close();
  }
}
