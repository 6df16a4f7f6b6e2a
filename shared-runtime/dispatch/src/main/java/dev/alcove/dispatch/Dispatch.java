package dev.alcove.dispatch;

import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Runner;

/**
 * The steps of the platform, wired: one for each process. Fronts, queue loops and functions decode
 * what they get and call this; they do nothing else. Thread-safe.
 */
public final class Dispatch {
  private final HttpDoor door;
  private final DirectRuns direct;
  private final QueuedRuns queued;
  private final FanOut fanOut;
  private final Ticks ticks;
  private final Relay relay;
  private final AdminTokens adminTokens;

  /**
   * Wires the steps.
   *
   * @param ports with a {@link CachedCode} as its code store: every request asks for its version
   * @param runner where guests run: in this process ({@link InProcessRunner}) or in one of the
   *     tenant's own
   */
  public Dispatch(DispatchSettings settings, Ports ports, Runner runner) {
    Tenants tenants = new Tenants(ports.registry(), ports.code(), runner);
    TokenPolicy tokens =
        new TokenPolicy(new Issuers(settings.issuers(), ports.kv()), ports.clock());
    Authenticator authenticator =
        new Authenticator(tokens, new CertificatePolicy(ports.kv(), ports.clock()));
    Gate gate = new Gate(ports.admission(), ports.clock());
    Recorder recorder = new Recorder(ports);
    Runs runs = new Runs(gate, runner, recorder);
    door = new HttpDoor(settings, ports, tenants, authenticator, runs);
    direct = new DirectRuns(settings, ports, tenants, runs);
    queued = new QueuedRuns(settings, ports, tenants, gate, runner, recorder);
    fanOut = new FanOut(ports, tenants);
    ticks = new Ticks(ports, tenants);
    relay = new Relay(ports);
    adminTokens = new AdminTokens(tokens);
  }

  /**
   * Answers a request to a tenant's address. Never throws for anything that the request or the
   * tenant's code does.
   */
  public HttpResponse http(HttpRequest request) {
    return door.handle(request);
  }

  public DirectRuns direct() {
    return direct;
  }

  public QueuedRuns queued() {
    return queued;
  }

  public FanOut fanOut() {
    return fanOut;
  }

  public Ticks ticks() {
    return ticks;
  }

  public Relay relay() {
    return relay;
  }

  public AdminTokens adminTokens() {
    return adminTokens;
  }
}
