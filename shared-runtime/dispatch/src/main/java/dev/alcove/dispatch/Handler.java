package dev.alcove.dispatch;

import dev.alcove.domain.Endpoint;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Ports;
import dev.alcove.domain.Prelude;
import dev.alcove.domain.Script;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.Version;
import dev.alcove.engine.GuestResult;
import dev.alcove.engine.GuestRun;
import dev.alcove.hostapi.Bindings;
import dev.alcove.hostapi.Capabilities;
import dev.alcove.hostapi.EndpointCall;
import dev.alcove.hostapi.Grant;
import dev.alcove.hostapi.GuestInput;
import dev.alcove.hostapi.HttpAnswer;
import dev.alcove.hostapi.Preludes;
import dev.alcove.hostapi.ScriptCall;
import java.time.Instant;
import java.util.Optional;

/**
 * The entry of an invocation, found in its version: how it is called and how its result is read.
 */
sealed interface Handler {
  /** What a run came to, its result read. */
  sealed interface Reading {
    /**
     * It went well.
     *
     * @param apply whether what it wrote is to take effect
     * @param metrics whether CCF's metrics line is wanted
     */
    record Good(Optional<HttpResponse> response, String output, boolean apply, boolean metrics)
        implements Reading {}

    /** It did not; {@code apply} as before: CCF lets a handler keep its writes even so. */
    record Bad(Outcome outcome, Failure failure, boolean apply) implements Reading {}
  }

  Invocation invocation();

  Version version();

  String module();

  String function();

  Prelude prelude();

  GuestRun.Dialect dialect();

  /** Scripts get a {@code TimeoutError} that they can catch; CCF's limit cannot be caught. */
  boolean softTimeout();

  boolean mayPrepare();

  String binding(Instant deadline);

  GuestInput input();

  Grant grant(int attempt);

  Reading read(GuestResult result, Capabilities capabilities);

  /** The handler of an invocation; empty if the version has no such entry. */
  static Optional<Handler> of(Invocation invocation, Version version) {
    return switch (invocation.entry()) {
      case Invocation.EndpointEntry entry ->
          version.manifest().endpoints().stream()
              .filter(e -> e.method().equals(entry.method()))
              .filter(e -> e.path().toString().equals(entry.template()))
              .findFirst()
              .map(endpoint -> new OfEndpoint(invocation, version, endpoint));
      case Invocation.ScriptEntry entry ->
          version.manifest().scripts().stream()
              .filter(s -> s.name().equals(entry.script()))
              .findFirst()
              .map(script -> new OfScript(invocation, version, script));
    };
  }

  /** One attempt, ready for the engine. */
  default GuestRun guestRun(Ports ports, Limits limits, Capabilities capabilities) {
    GuestInput input = input();
    return new GuestRun(
        invocation().tenant(),
        version(),
        module(),
        function(),
        prelude(),
        binding(ports.clock().now().plusMillis(limits.wallMillis())),
        input.json(),
        input.bytes(),
        dialect(),
        limits,
        softTimeout(),
        mayPrepare(),
        capabilities,
        ports.clock(),
        ports.random());
  }

  private static Reading bad(GuestResult result, boolean apply) {
    Failure failure =
        result
            .failure()
            .orElseGet(() -> Failure.of(ErrorCode.PLATFORM_FAILED, "The run has no result."));
    return new Reading.Bad(result.outcome(), failure, apply);
  }

  private static Reading read(
      HttpAnswer answer, boolean applyByDefault, boolean endpoint, Capabilities used) {
    return switch (answer) {
      case HttpAnswer.Answered answered ->
          new Reading.Good(
              Optional.of(answered.response()), "", applyByDefault, endpoint && answered.metrics());
      case HttpAnswer.Invalid invalid ->
          new Reading.Bad(Outcome.THREW, invalid.failure(), used.applyWrites().orElse(false));
    };
  }

  /** A CCF endpoint. */
  record OfEndpoint(Invocation invocation, Version version, Endpoint endpoint) implements Handler {
    @Override
    public String module() {
      return endpoint.module();
    }

    @Override
    public String function() {
      return endpoint.function();
    }

    @Override
    public Prelude prelude() {
      return Preludes.ccf();
    }

    @Override
    public GuestRun.Dialect dialect() {
      return new GuestRun.Dialect(true, true);
    }

    @Override
    public boolean softTimeout() {
      return false;
    }

    @Override
    public boolean mayPrepare() {
      return endpoint.mode() != Mode.HISTORICAL;
    }

    @Override
    public String binding(Instant deadline) {
      return Bindings.endpoint(
          invocation, endpoint.mode(), version.manifest().capabilities().globals(), deadline);
    }

    @Override
    public GuestInput input() {
      return switch (invocation.input()) {
        case Invocation.HttpInput http ->
            EndpointCall.of(http.request(), endpoint.path(), http.params(), invocation.caller());
        case Invocation.JsonInput json ->
            throw new IllegalArgumentException("an endpoint is called with a request");
      };
    }

    @Override
    public Grant grant(int attempt) {
      return Grant.endpoint(
          invocation, endpoint.mode(), version.manifest(), endpoint.module(), attempt);
    }

    @Override
    public Reading read(GuestResult result, Capabilities capabilities) {
      if (result.outcome() != Outcome.OK) {
        return bad(result, capabilities.applyWrites().orElse(false));
      }
      HttpAnswer answer = HttpAnswer.ofEndpoint(result.output(), result.outputBytes());
      boolean success =
          answer instanceof HttpAnswer.Answered answered
              && answered.response().status() >= 200
              && answered.response().status() < 300;
      return Handler.read(answer, capabilities.applyWrites().orElse(success), true, capabilities);
    }
  }

  /** An IOTA script. */
  record OfScript(Invocation invocation, Version version, Script script) implements Handler {
    @Override
    public String module() {
      return script.module();
    }

    @Override
    public String function() {
      return script.function();
    }

    @Override
    public Prelude prelude() {
      return Preludes.script();
    }

    @Override
    public GuestRun.Dialect dialect() {
      return new GuestRun.Dialect(version.manifest().eval(), version.manifest().bigint());
    }

    @Override
    public boolean softTimeout() {
      return true;
    }

    @Override
    public boolean mayPrepare() {
      return true;
    }

    @Override
    public String binding(Instant deadline) {
      return Bindings.script(invocation, script, deadline);
    }

    @Override
    public GuestInput input() {
      return switch (invocation.input()) {
        case Invocation.HttpInput http -> ScriptCall.http(http.request(), http.params());
        case Invocation.JsonInput json ->
            invocation.triggeredBy() == TriggeredBy.EVENT
                ? ScriptCall.event(json.json())
                : ScriptCall.value(json.json());
      };
    }

    @Override
    public Grant grant(int attempt) {
      return Grant.script(
          invocation, script.atomic(), version.manifest(), script.module(), attempt);
    }

    @Override
    public Reading read(GuestResult result, Capabilities capabilities) {
      if (result.outcome() != Outcome.OK) {
        return bad(result, false);
      }
      return script.trigger() instanceof Script.Http
          ? Handler.read(
              HttpAnswer.ofScript(result.output(), result.outputBytes()), true, false, capabilities)
          : new Reading.Good(Optional.empty(), result.output(), true, false);
    }
  }
}
