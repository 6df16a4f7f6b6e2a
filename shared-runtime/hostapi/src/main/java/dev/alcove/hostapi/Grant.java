package dev.alcove.hostapi;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Invocation;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Mode;
import java.util.Set;

/**
 * What one attempt at an invocation may reach.
 *
 * @param mode what it may do to the maps of {@code ccf.kv}
 * @param kv whether it has {@code ccf.kv} at all
 * @param effects when its writes of storage and its events take effect
 * @param pointMaps the maps that the app declares {@code point}
 * @param sourceFile the module of the handler, for the log
 * @param attempt counts the attempts at a commit, from 1
 */
public record Grant(
    Invocation invocation,
    Mode mode,
    boolean kv,
    Effects effects,
    Set<String> pointMaps,
    String sourceFile,
    int attempt) {
  /** When writes of storage and events take effect. */
  public enum Effects {
    /** Each call at once, for good. */
    IMMEDIATE,
    /** All together, with the commit of the run. */
    WITH_COMMIT,
    /** Never: such calls are refused. */
    REFUSED
  }

  public Grant {
    requireNonNull(invocation, "invocation is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(effects, "effects is null");
    pointMaps = Set.copyOf(pointMaps);
    requireNonNull(sourceFile, "sourceFile is null");
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts are counted from 1");
    }
  }

  /** What an endpoint of that mode may reach. */
  public static Grant endpoint(
      Invocation invocation, Mode mode, Manifest manifest, String sourceFile, int attempt) {
    Effects effects = mode == Mode.READWRITE ? Effects.WITH_COMMIT : Effects.REFUSED;
    return new Grant(invocation, mode, true, effects, manifest.pointMaps(), sourceFile, attempt);
  }

  /** What a script may reach; an atomic one has {@code ccf.kv}, too. */
  public static Grant script(
      Invocation invocation, boolean atomic, Manifest manifest, String sourceFile, int attempt) {
    return new Grant(
        invocation,
        Mode.READWRITE,
        atomic,
        atomic ? Effects.WITH_COMMIT : Effects.IMMEDIATE,
        manifest.pointMaps(),
        sourceFile,
        attempt);
  }

  /** The name under which a commit of this attempt stands in the log. */
  public String attemptName() {
    return invocation.execution() + "/" + invocation.attempt() + "." + attempt;
  }
}
