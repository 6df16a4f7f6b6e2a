package dev.alcove.dispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alcove.dispatch.Authenticator.Verdict;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Caller;
import dev.alcove.domain.Clock;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.User;
import dev.alcove.wire.Json;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/**
 * Policies {@code user_cert}, {@code member_cert} and {@code any_cert}: the certificate of the TLS
 * session, known by its fingerprint in the tenant's governance maps. Thread-safe.
 */
final class CertificatePolicy {
  private final KvLog kv;
  private final Clock clock;

  CertificatePolicy(KvLog kv, Clock clock) {
    this.kv = kv;
    this.clock = clock;
  }

  Verdict judge(TenantId tenant, String policy, HttpRequest request) {
    String who = policy.equals("user_cert") ? "user" : "member";
    Optional<Bytes> presented = request.clientCertificate();
    if (presented.isEmpty()) {
      return new Verdict.Fails("No caller " + who + " certificate");
    }
    Optional<String> outOfTime = outOfTime(presented.get());
    if (outOfTime.isPresent()) {
      return new Verdict.Fails(outOfTime.get());
    }
    String id = presented.get().sha256().hex();
    Bytes key = Bytes.utf8(id);
    if (kv.get(tenant, "public:ccf.gov." + who + "s.certs", key).isEmpty()) {
      return new Verdict.Fails("Could not find matching " + who + " certificate");
    }
    JsonNode data =
        kv.get(tenant, "public:ccf.gov." + who + "s.info", key)
            .map(item -> Json.parse(item.value().text()).path(who + "_data"))
            .filter(node -> !node.isMissingNode())
            .orElse(Json.mapper().nullNode());
    return new Verdict.Holds(
        new Caller.Certificate(
            policy, id, data.toString(), pem(presented.get()), Optional.of(user(id, data))));
  }

  Verdict judgeAny(HttpRequest request) {
    if (request.clientCertificate().isEmpty()) {
      return new Verdict.Fails("No caller certificate");
    }
    Bytes presented = request.clientCertificate().get();
    Optional<String> outOfTime = outOfTime(presented);
    return outOfTime.isPresent()
        ? new Verdict.Fails(outOfTime.get())
        : new Verdict.Holds(
            new Caller.Certificate(
                "any_cert", presented.sha256().hex(), "null", pem(presented), Optional.empty()));
  }

  private static User user(String id, JsonNode data) {
    return Users.of(data.path("id").asText(id), data);
  }

  /** Why the certificate is not valid at this time; empty if it is. No leeway, as in CCF. */
  private Optional<String> outOfTime(Bytes der) {
    long now = clock.now().getEpochSecond();
    X509Certificate certificate;
    try {
      certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der.toArray()));
    } catch (CertificateException e) {
      return Optional.of("The caller certificate cannot be read");
    }
    long from = certificate.getNotBefore().toInstant().getEpochSecond();
    long to = certificate.getNotAfter().toInstant().getEpochSecond();
    if (now < from) {
      return Optional.of(
          "Current time " + now + " is before certificate's Not Before validity period " + from);
    }
    if (now > to) {
      return Optional.of(
          "Current time " + now + " is after certificate's Not After validity period " + to);
    }
    return Optional.empty();
  }

  private static String pem(Bytes der) {
    String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der.toArray());
    return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
  }
}
