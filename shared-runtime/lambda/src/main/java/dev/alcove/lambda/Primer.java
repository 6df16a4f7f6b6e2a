package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.dispatch.InProcessRunner;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Caller;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Module;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Runner;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.wire.VersionHashing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a representative endpoint and a representative script, for a tenant that there is not, and
 * forgets it again, unless no guests run in the process: then classes are loaded, compiled where
 * that paid, and both preludes parsed. Nothing is written; of AWS one item that is not there is
 * read, so that the way there is known too.
 */
final class Primer {
  /** Enough for the JIT compiler to see what is hot; each run takes some milliseconds. */
  private static final int TIMES = 60;

  private static final Logger LOG = LoggerFactory.getLogger(Primer.class);
  private static final TenantId NOBODY = new TenantId("alcove-priming");
  private static final String MAIN = "main.js";
  private static final String SOURCE =
      """
      const lines = (order) => order.items.map(({ sku, quantity = 1, price }) => ({ sku, total: quantity * price }));
      const sum = (order) => lines(order).reduce((all, { total }) => all + total, 0);
      export function endpoint(request) {
        const order = request.body.json();
        const key = ccf.strToBuf(order.id);
        return { body: { id: ccf.bufToStr(key), sum: sum(order), name: `${request.params.name}` } };
      }
      export async function script(order) {
        await Promise.all([null, 1]);
        try {
          if (sum(order) < 0) throw new RangeError('negative');
        } catch (e) {
          console.error(e.message, { order: order.id });
        }
        return { id: order.id, sum: sum(order), at: new Date(0).toISOString(), ok: /^o-\\d+$/.test(order.id) };
      }
      """;
  private static final String INPUT =
      "{\"id\":\"o-1\",\"items\":[{\"sku\":\"a\",\"quantity\":2,\"price\":1.5},{\"sku\":\"b\",\"price\":3}]}";
  private static final ScriptName SCRIPT = new ScriptName("script");

  private final FunctionProcess process;

  Primer(FunctionProcess process) {
    this.process = requireNonNull(process, "process is null");
  }

  /**
   * Does it all.
   *
   * @throws IllegalStateException if a run does not end well: then no snapshot is to be taken
   */
  void prime() {
    process.guests().ifPresent(this::run);
    read();
  }

  private void run(Guests guests) {
    Version version = version();
    Runner runner =
        new InProcessRunner(
            process.ports().with(new OneVersion(version)), guests.engine(), guests.host());
    for (int i = 0; i < TIMES; i++) {
      run(runner, endpoint(version));
      run(runner, script(version));
    }
    guests.engine().retain(NOBODY, Set.of());
  }

  private static void run(Runner runner, Invocation invocation) {
    RunResult result = runner.run(invocation);
    if (result.outcome() != Outcome.OK) {
      throw new IllegalStateException("a run before the snapshot has failed: " + result.failure());
    }
  }

  private void read() {
    try {
      process.ports().registry().live(NOBODY);
    } catch (RuntimeException e) {
      LOG.warn("The registry could not be read before the snapshot; first calls are slower.", e);
    }
  }

  private static Version version() {
    Map<String, String> sources = Map.of(MAIN, SOURCE);
    Endpoint endpoint =
        new Endpoint(
            "POST",
            PathTemplate.parse("/orders/{name}"),
            MAIN,
            "endpoint",
            Mode.READWRITE,
            List.of(),
            "{}",
            false,
            Endpoint.Validate.OFF,
            LimitOverrides.NONE);
    Script script =
        new Script(
            SCRIPT, new Script.OneOff(), MAIN, "script", List.of(), false, LimitOverrides.NONE);
    Manifest manifest =
        new Manifest(
            List.of(endpoint),
            List.of(script),
            new DeclaredCapabilities(false, List.of(), List.of(), List.of(), Set.of()),
            Set.of(),
            LimitOverrides.NONE,
            false,
            false,
            List.of());
    return new Version(
        VersionHashing.hash("{}", new TreeMap<>(sources)),
        "{}",
        manifest,
        new TreeMap<>(Map.of(MAIN, new Module(MAIN, Module.Kind.ESM, SOURCE))));
  }

  private static Invocation endpoint(Version version) {
    return invocation(
        version,
        new Invocation.EndpointEntry("POST", "/orders/{name}"),
        new Invocation.HttpInput(
            new HttpRequest(
                "POST",
                "/orders/first",
                "a=b",
                Map.of("content-type", List.of("application/json")),
                Bytes.utf8(INPUT),
                Optional.empty()),
            Map.of("name", "first")),
        TriggeredBy.API);
  }

  private static Invocation script(Version version) {
    return invocation(
        version,
        new Invocation.ScriptEntry(SCRIPT),
        new Invocation.JsonInput(INPUT),
        TriggeredBy.MANUAL);
  }

  private static Invocation invocation(
      Version version, Invocation.Entry entry, Invocation.Input input, TriggeredBy triggeredBy) {
    return new Invocation(
        new ExecutionId("priming"),
        NOBODY,
        "",
        LiveItem.Tier.SHARED,
        AppName.MAIN,
        version.hash(),
        entry,
        input,
        new Caller.NoAuth(),
        Optional.empty(),
        triggeredBy,
        1,
        Optional.empty(),
        0,
        "priming",
        Optional.empty(),
        Limits.DEFAULT,
        Instant.EPOCH);
  }

  /** The version that is primed with, and no other. */
  private record OneVersion(Version version) implements CodeStore {
    @Override
    public void put(TenantId tenant, Version other) {
      throw new UnsupportedOperationException("nothing is stored before the snapshot");
    }

    @Override
    public Optional<Version> get(TenantId tenant, VersionHash hash) {
      return Optional.of(version).filter(one -> one.hash().equals(hash));
    }

    @Override
    public void erase(TenantId tenant) {
      throw new UnsupportedOperationException("nothing is stored before the snapshot");
    }
  }
}
