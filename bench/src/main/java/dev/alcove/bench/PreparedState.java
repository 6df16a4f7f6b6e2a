package dev.alcove.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A platform that has realms ready before runs. */
@State(Scope.Benchmark)
public class PreparedState extends PlatformState {
  private static final int AHEAD = 10;
  private static final double MOST = 0.95;

  /** For JMH. */
  public PreparedState() {
    super(AHEAD);
  }

  /** A figure of realms that were not prepared after all would say nothing. */
  @TearDown(Level.Iteration)
  public void check() {
    double share = platform.realms.prepared() / (double) Math.max(1, platform.realms.all());
    if (share < MOST) {
      System.out.printf("only %.0f %% of the runs had a prepared realm%n", 100 * share);
    }
  }
}
