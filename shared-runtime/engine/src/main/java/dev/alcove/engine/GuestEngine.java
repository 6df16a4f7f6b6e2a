package dev.alcove.engine;

import com.oracle.truffle.api.Truffle;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Module;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Ticker;
import dev.alcove.domain.VersionHash;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs tenants' JavaScript: each run in a fresh realm on its tenant's engine, under limits.
 * Thread-safe. A process has one.
 */
public interface GuestEngine extends AutoCloseable {
  /** Makes an engine and starts its threads; it is ready at once. */
  static GuestEngine create(EngineSettings settings, Ticker ticker) {
    return new PolyglotGuestEngine(settings, ticker);
  }

  /** How guest code is run in this process; starts what runs it, which takes a moment. */
  static Execution execution() {
    String runtime = Truffle.getRuntime().getName();
    return runtime.equals("Interpreted") ? Execution.INTERPRETED : Execution.COMPILED;
  }

  /** How guest code is run. */
  enum Execution {
    /** Always by the interpreter. */
    INTERPRETED,

    /** By the interpreter, and once it is hot as machine code. */
    COMPILED
  }

  /**
   * Runs one handler to its end. Blocks the caller for at most the wall limit and the second that
   * the kill ladder takes. Never throws for anything that the guest does.
   *
   * @throws IllegalStateException if the engine is closed or the process is spoilt
   */
  GuestResult run(GuestRun run, Cancellation cancellation);

  /**
   * Parses and links modules in a limited realm without running them, and finds what each exports.
   *
   * @param handlers the functions that must be found: by module, the names
   * @return every problem found; none means that the version can run
   */
  LinkReport link(
      TenantId tenant,
      Collection<Module> modules,
      Map<String, List<String>> handlers,
      GuestRun.Dialect dialect,
      Limits limits);

  /**
   * Lets go of what is kept for all versions of a tenant but those that are live. Runs of others
   * that are under way end as they would have.
   */
  void retain(TenantId tenant, Set<VersionHash> live);

  /** What is kept of tenants' code weighs, by our own estimate, in bytes. */
  long keptBytes();

  /** Whether this process must be replaced; once true it stays true. */
  default boolean spoilt() {
    return spoiltBy().isPresent();
  }

  /**
   * The first reason why this process must be replaced, one line for the platform's log; empty as
   * long as it need not be. Not for a tenant: it names parts of the platform.
   */
  Optional<String> spoiltBy();

  /**
   * Where a debugger attaches: host, port and path of a WebSocket; empty unless the settings have
   * an inspector.
   */
  Optional<String> inspector();

  /** Ends all runs and frees everything. */
  @Override
  void close();

  /**
   * What linking found.
   *
   * @param problems each with its place, the cure is in the code
   * @param functions by module, the names of the functions that an entry could name: exports of an
   *     ES module, top-level functions of a classic script
   */
  record LinkReport(List<Failure> problems, Map<String, List<String>> functions) {
    public LinkReport {
      problems = List.copyOf(problems);
      functions = Map.copyOf(functions);
    }
  }
}
