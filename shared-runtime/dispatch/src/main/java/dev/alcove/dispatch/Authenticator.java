package dev.alcove.dispatch;

import dev.alcove.dispatch.Authenticated.Refusal;
import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.Caller;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Tries the policies of an entry in order; the first that holds decides. The rules and texts are
 * CCF's (chapter 4 of its semantics). Thread-safe.
 */
final class Authenticator {
  /** How one policy fared. */
  sealed interface Verdict {
    record Holds(Caller caller) implements Verdict {}

    record Fails(String reason) implements Verdict {}

    record Elsewhere() implements Verdict {}

    record Unknown(String name) implements Verdict {}
  }

  private final TokenPolicy tokens;
  private final CertificatePolicy certificates;

  Authenticator(TokenPolicy tokens, CertificatePolicy certificates) {
    this.tokens = tokens;
    this.certificates = certificates;
  }

  Authenticated authenticate(TenantId tenant, List<AuthnPolicy> policies, HttpRequest request) {
    if (policies.isEmpty()) {
      return new Authenticated.As(new Caller.Open());
    }
    List<Refusal> refusals = new ArrayList<>();
    for (AuthnPolicy policy : policies) {
      Verdict verdict =
          switch (policy) {
            case AuthnPolicy.Named named -> judge(tenant, named.name(), request);
            case AuthnPolicy.AllOf all -> judgeAll(tenant, all, request);
          };
      switch (verdict) {
        case Verdict.Holds holds -> {
          return new Authenticated.As(holds.caller());
        }
        case Verdict.Fails fails -> refusals.add(new Refusal(label(policy), fails.reason()));
        case Verdict.Elsewhere elsewhere -> {
          return new Authenticated.Elsewhere();
        }
        case Verdict.Unknown unknown -> {
          return new Authenticated.UnknownPolicy(unknown.name());
        }
      }
    }
    return new Authenticated.Nobody(refusals);
  }

  private Verdict judgeAll(TenantId tenant, AuthnPolicy.AllOf all, HttpRequest request) {
    TreeMap<String, Caller> callers = new TreeMap<>();
    for (String name : all.names()) {
      Verdict verdict = judge(tenant, name, request);
      if (!(verdict instanceof Verdict.Holds holds)) {
        return verdict;
      }
      callers.put(name, holds.caller());
    }
    return new Verdict.Holds(new Caller.AllOf(callers));
  }

  private Verdict judge(TenantId tenant, String policy, HttpRequest request) {
    return switch (policy) {
      case "no_auth" -> new Verdict.Holds(new Caller.NoAuth());
      case "jwt" -> tokens.judge(tenant, request);
      case "user_cert", "member_cert" -> certificates.judge(tenant, policy, request);
      case "any_cert" -> certificates.judgeAny(request);
      case "user_cose_sign1", "member_cose_sign1", "user_signature", "member_signature" ->
          new Verdict.Fails("Signed requests are not supported by this version of Alcove.");
      default -> new Verdict.Unknown(policy);
    };
  }

  private static String label(AuthnPolicy policy) {
    return switch (policy) {
      case AuthnPolicy.Named named -> named.name();
      case AuthnPolicy.AllOf all -> String.join("+", all.names());
    };
  }
}
