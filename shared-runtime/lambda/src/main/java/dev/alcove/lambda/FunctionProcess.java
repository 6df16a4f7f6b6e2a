package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.aws.AwsPorts;
import dev.alcove.aws.SessionHolder;
import dev.alcove.aws.StrictRunner;
import dev.alcove.dispatch.BatchedUsage;
import dev.alcove.dispatch.CachedCode;
import dev.alcove.dispatch.Dispatch;
import dev.alcove.dispatch.InProcessRunner;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Ports;
import dev.alcove.domain.ProcessEnd;
import dev.alcove.domain.Runner;
import dev.alcove.engine.EngineSettings;
import dev.alcove.engine.GuestEngine;
import dev.alcove.hostapi.HostApi;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.crac.Core;

/**
 * One process of a function: the ports, the engine and the steps over them, made once at its start.
 * Thread-safe.
 */
public final class FunctionProcess implements AutoCloseable {
  private static final long CACHED_CODE_BYTES = 32L * 1024 * 1024;
  private static final int HOST_THREADS = 8;

  /** Of the heap, what parsed code may keep from one invocation to the next. */
  private static final int CACHED_PART = 4;

  /** Lambda waits for the answer of a run that cannot be stopped, and a fresh process is near. */
  private static final long GRACE_MILLIS = 250;

  private final FunctionSettings settings;
  private final InvokeDoor.Receiver receiver;
  private final GuestEngine engine;
  private final HostApi host;
  private final BatchedUsage usage;
  private final Ports ports;
  private final Runner inProcess;
  private final Runner runner;
  private final Dispatch dispatch;
  private final ProcessEnd end;

  private FunctionProcess(
      FunctionSettings settings,
      Ports given,
      InvokeDoor.Receiver receiver,
      Optional<Runner> strict) {
    this.settings = requireNonNull(settings, "settings is null");
    this.receiver = requireNonNull(receiver, "receiver is null");
    this.engine = GuestEngine.create(engineSettings(), given.ticker());
    this.usage = new BatchedUsage(given.usage(), given.ticker());
    this.ports = given.with(new CachedCode(given.code(), CACHED_CODE_BYTES)).with(usage);
    this.host = new HostApi(ports, HOST_THREADS);
    this.inProcess = new InProcessRunner(ports, engine, host);
    this.runner = new TieredRunner(inProcess, strict);
    this.dispatch = new Dispatch(settings.dispatch(), ports, runner);
    this.end =
        answer -> {
          throw new ProcessSpoiltError(answer);
        };
  }

  /** A process on AWS with the rights of its function. Calls nobody. */
  public static FunctionProcess start(FunctionSettings settings) {
    Chance chance = new Chance(SecureRandom::new);
    AwsPorts.Surroundings surroundings = surroundings(chance);
    Optional<Runner> strict =
        settings
            .strict()
            .map(where -> StrictRunner.open(where, settings.aws(), surroundings.clock()));
    return begun(settings, AwsPorts.open(settings.aws(), surroundings), strict, chance);
  }

  /** A process of the strict tier on AWS, with the rights of the session that is held. */
  public static FunctionProcess start(FunctionSettings settings, SessionHolder session) {
    Chance chance = new Chance(SecureRandom::new);
    AwsPorts aws = AwsPorts.open(settings.aws(), session, surroundings(chance));
    return begun(settings, aws, Optional.empty(), chance);
  }

  private static AwsPorts.Surroundings surroundings(Chance chance) {
    return new AwsPorts.Surroundings(
        Instant::now,
        System::nanoTime,
        () -> UUID.randomUUID().toString(),
        chance,
        FunctionProcess::line);
  }

  private static FunctionProcess begun(
      FunctionSettings settings, AwsPorts aws, Optional<Runner> strict, Chance chance) {
    FunctionProcess process =
        over(
            settings,
            aws.ports(),
            message ->
                aws.received(message.body(), message.handle(), message.receives(), message.due()),
            strict);
    Core.getGlobalContext().register(Snapshot.of(process, chance));
    return process;
  }

  /** A process over whatever adapters. */
  static FunctionProcess over(
      FunctionSettings settings,
      Ports ports,
      InvokeDoor.Receiver receiver,
      Optional<Runner> strict) {
    return new FunctionProcess(settings, ports, receiver, strict);
  }

  /** On Lambda standard output is the log, a line an entry. */
  private static void line(String line) {
    System.out.print(line + "\n");
  }

  /**
   * One run at a time, as Lambda calls. No realms are prepared: between invocations nothing runs,
   * and beside one it would take the run's own time.
   */
  private static EngineSettings engineSettings() {
    EngineSettings base = EngineSettings.DEFAULT;
    return new EngineSettings(
        1,
        0,
        base.preparedBytes(),
        base.admissionMillis(),
        base.blankEngines(),
        Runtime.getRuntime().maxMemory() / CACHED_PART,
        base.heapDivisor(),
        GRACE_MILLIS,
        base.argumentBytes(),
        base.timersAtOnce(),
        base.stackBytes(),
        base.loadClasses());
  }

  public FunctionSettings settings() {
    return settings;
  }

  /** With code that was read before in memory. */
  public Ports ports() {
    return ports;
  }

  public GuestEngine engine() {
    return engine;
  }

  HostApi host() {
    return host;
  }

  public Runner runner() {
    return runner;
  }

  /** Makes every run here, whatever its tenant's tier. */
  Runner inProcess() {
    return inProcess;
  }

  public Dispatch dispatch() {
    return dispatch;
  }

  InvokeDoor.Receiver receiver() {
    return receiver;
  }

  boolean spoilt() {
    return engine.spoilt();
  }

  /**
   * The end of an invocation. What was counted is written now, since a process that waits for the
   * next call may never get one.
   *
   * @return the answer, to be sent
   * @throws ProcessSpoiltError with the answer if this process must not run guests any more
   */
  public Bytes finish(Bytes answer) {
    usage.flush();
    if (spoilt()) {
      end.spoilt(answer.text());
    }
    return answer;
  }

  @Override
  public void close() {
    engine.close();
    host.close();
    usage.close();
  }
}
