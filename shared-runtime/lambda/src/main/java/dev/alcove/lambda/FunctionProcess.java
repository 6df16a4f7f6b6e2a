package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.aws.AwsPorts;
import dev.alcove.aws.SessionHolder;
import dev.alcove.aws.SettingsException;
import dev.alcove.aws.StrictRunner;
import dev.alcove.dispatch.BatchedUsage;
import dev.alcove.dispatch.CachedCode;
import dev.alcove.dispatch.Dispatch;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Ports;
import dev.alcove.domain.ProcessEnd;
import dev.alcove.domain.Runner;
import dev.alcove.engine.GuestEngine;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.crac.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of a function: the ports, the engine and the steps over them, made once at its start.
 * Thread-safe.
 */
public final class FunctionProcess implements AutoCloseable {
  private static final long CACHED_CODE_BYTES = 32L * 1024 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(FunctionProcess.class);

  private final FunctionSettings settings;
  private final InvokeDoor.Receiver receiver;
  private final Optional<Guests> guests;
  private final BatchedUsage usage;
  private final Ports ports;
  private final Runner runner;
  private final Dispatch dispatch;
  private final ProcessEnd end;

  private FunctionProcess(
      FunctionSettings settings,
      Ports given,
      InvokeDoor.Receiver receiver,
      Optional<Runner> strict,
      boolean withGuests) {
    this.settings = requireNonNull(settings, "settings is null");
    this.receiver = requireNonNull(receiver, "receiver is null");
    this.usage = new BatchedUsage(given.usage(), given.ticker());
    this.ports = given.with(new CachedCode(given.code(), CACHED_CODE_BYTES)).with(usage);
    this.guests = withGuests ? Optional.of(Guests.over(ports)) : Optional.empty();
    this.runner =
        guests
            .<Runner>map(here -> new TieredRunner(here.runner(), strict))
            .orElseGet(NoRunner::new);
    this.dispatch = new Dispatch(settings.dispatch(), ports, runner);
    this.end =
        answer -> {
          throw new ProcessSpoiltError(answer);
        };
  }

  /**
   * A process on AWS with the rights of its function. Calls nobody.
   *
   * @throws SettingsException if guests are not run here as the settings say
   */
  public static FunctionProcess start(FunctionSettings settings) {
    Chance chance = new Chance(SecureRandom::new);
    AwsPorts.Surroundings surroundings = surroundings(chance);
    Optional<Runner> strict =
        settings
            .strict()
            .map(
                where ->
                    StrictRunner.open(
                        where, settings.aws(), surroundings.clock(), settings.patience()));
    AwsPorts aws = AwsPorts.open(settings.aws(), surroundings);
    return expected(begun(settings, aws, strict, chance, true));
  }

  /** The same, but it makes no runs and starts no engine for them. */
  public static FunctionProcess startWithoutGuests(FunctionSettings settings) {
    Chance chance = new Chance(SecureRandom::new);
    AwsPorts aws = AwsPorts.open(settings.aws(), surroundings(chance));
    return begun(settings, aws, Optional.empty(), chance, false);
  }

  /**
   * A process of the strict tier on AWS, with the rights of the session that is held.
   *
   * @throws SettingsException if guests are not run here as the settings say
   */
  public static FunctionProcess start(FunctionSettings settings, SessionHolder session) {
    Chance chance = new Chance(SecureRandom::new);
    AwsPorts aws = AwsPorts.open(settings.aws(), session, surroundings(chance));
    return expected(begun(settings, aws, Optional.empty(), chance, true));
  }

  private static FunctionProcess expected(FunctionProcess process) {
    ExpectedEngine.check(process.settings.execution(), GuestEngine.execution());
    return process;
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
      FunctionSettings settings,
      AwsPorts aws,
      Optional<Runner> strict,
      Chance chance,
      boolean withGuests) {
    FunctionProcess process =
        new FunctionProcess(
            settings,
            aws.ports(),
            message ->
                aws.received(message.body(), message.handle(), message.receives(), message.due()),
            strict,
            withGuests);
    Core.getGlobalContext().register(Snapshot.of(process, chance));
    return process;
  }

  /** A process over whatever adapters. */
  static FunctionProcess over(
      FunctionSettings settings,
      Ports ports,
      InvokeDoor.Receiver receiver,
      Optional<Runner> strict) {
    return new FunctionProcess(settings, ports, receiver, strict, true);
  }

  /** A process over whatever adapters that makes no runs. */
  static FunctionProcess withoutGuests(
      FunctionSettings settings, Ports ports, InvokeDoor.Receiver receiver) {
    return new FunctionProcess(settings, ports, receiver, Optional.empty(), false);
  }

  /** On Lambda standard output is the log, a line an entry. */
  private static void line(String line) {
    System.out.print(line + "\n");
  }

  /** Uses everything once, so that it is loaded; writes nothing, and keeps nothing of it. */
  public void prime() {
    new Primer(this).prime();
  }

  public FunctionSettings settings() {
    return settings;
  }

  /** With code that was read before in memory. */
  public Ports ports() {
    return ports;
  }

  /**
   * What runs guests here.
   *
   * @throws IllegalStateException if this process makes no runs
   */
  public GuestEngine engine() {
    return here().engine();
  }

  private Guests here() {
    return guests.orElseThrow(() -> new IllegalStateException("this function makes no runs"));
  }

  Optional<Guests> guests() {
    return guests;
  }

  public Runner runner() {
    return runner;
  }

  /** Makes every run here, whatever its tenant's tier. */
  Runner inProcess() {
    return here().runner();
  }

  public Dispatch dispatch() {
    return dispatch;
  }

  InvokeDoor.Receiver receiver() {
    return receiver;
  }

  private Optional<String> spoiltBy() {
    return guests.flatMap(here -> here.engine().spoiltBy());
  }

  boolean spoilt() {
    return spoiltBy().isPresent();
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
    spoiltBy()
        .ifPresent(
            why -> {
              LOG.error("This process must not run guests any more and ends: {}", why);
              end.spoilt(answer.text());
            });
    return answer;
  }

  @Override
  public void close() {
    guests.ifPresent(Guests::close);
    usage.close();
  }
}
