package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.Module;
import dev.alcove.domain.Outcome;
import java.util.List;
import java.util.Optional;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What a guest thread does for one run, from the realm to the end. Used by that thread only. */
final class GuestTask {
  /** How guest code ended, before anything is said about resources. */
  record End(Outcome outcome, String output, Bytes bytes, @Nullable Failure failure) {
    static End failed(Outcome outcome, Failure failure) {
      return new End(outcome, "", Bytes.EMPTY, failure);
    }
  }

  /** What a response may have around its body: status and headers. */
  private static final long ENVELOPE_BYTES = 64 * 1024;

  private final GuestRun asked;
  private final ActiveRun run;

  GuestTask(GuestRun asked, ActiveRun run) {
    this.asked = asked;
    this.run = run;
  }

  /** Calls the handler in {@code realm}. */
  End call(Realm realm, boolean evaluated) {
    Failures failures = new Failures(asked.version().modules(), run);
    try {
      if (!evaluated) {
        realm.bind(asked.binding());
        End early = evaluate(realm, failures);
        if (early != null) {
          return early;
        }
      }
      Value handler = realm.handler(asked.function());
      if (handler == null) {
        return missing(realm);
      }
      realm.begin(handler, asked.input(), asked.inputBytes(), evaluated ? asked.binding() : null);
      if (!EventLoop.turn(run, realm, () -> realm.conclusion() != null)) {
        return neverSettles();
      }
      return result(realm, failures);
    } catch (PolyglotException e) {
      return failures.of(e, realm);
    } catch (InterruptedException e) {
      return failures.ended();
    }
  }

  private @Nullable End evaluate(Realm realm, Failures failures) throws InterruptedException {
    Module module = asked.version().modules().get(asked.module());
    if (module == null) {
      return End.failed(
          Outcome.COMPILE_FAILED,
          Failure.of(
              ErrorCode.COMPILE_FAILED,
              "There is no module `" + asked.module() + "` in this version."));
    }
    failures.loading(true);
    realm.evaluate(module);
    failures.loading(false);
    if (EventLoop.turn(run, realm, () -> realm.ready() || realm.conclusion() != null)) {
      return null;
    }
    return End.failed(
        Outcome.THREW,
        Failure.of(
            ErrorCode.NEVER_SETTLES,
            "The top level of `"
                + asked.module()
                + "` awaits a promise that nothing can settle: no host call and no timer is under"
                + " way."));
  }

  private End missing(Realm realm) {
    String has = String.join(", ", realm.functions());
    return End.failed(
        Outcome.COMPILE_FAILED,
        Failure.of(
            ErrorCode.COMPILE_FAILED,
            "Module `"
                + asked.module()
                + "` has no function `"
                + asked.function()
                + "`"
                + (has.isEmpty() ? "." : "; it has: " + has + ".")));
  }

  private End neverSettles() {
    return End.failed(
        Outcome.THREW,
        Failure.of(
            ErrorCode.NEVER_SETTLES,
            "`"
                + asked.function()
                + "` of `"
                + asked.module()
                + "` returned a promise that nothing can settle: no host call and no timer is"
                + " under way."));
  }

  private End result(Realm realm, Failures failures) {
    Conclusion end = realm.conclusion();
    if (end == null || !end.good()) {
      return failures.thrown(end == null ? "" : end.text());
    }
    long most = asked.limits().responseBytes();
    long used = Math.max(end.size(), end.text().length() - ENVELOPE_BYTES);
    if (used > most) {
      run.end(
          Ending.of(
              Outcome.OUTPUT_EXCEEDED,
              "The output is larger than " + most + " bytes.",
              "responseBytes: used " + used + ", allowed " + most));
      return failures.ended();
    }
    return new End(Outcome.OK, end.text(), end.bytes(), null);
  }

  /** A failure that the platform answers for. */
  static End platformFailed() {
    return End.failed(
        Outcome.PLATFORM_FAILED,
        new Failure(
            ErrorCode.PLATFORM_FAILED,
            "Error",
            "The platform failed.",
            Optional.empty(),
            List.of()));
  }
}
