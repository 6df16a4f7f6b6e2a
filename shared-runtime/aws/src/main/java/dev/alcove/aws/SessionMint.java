package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Clock;
import dev.alcove.domain.Session;
import dev.alcove.domain.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Makes sessions that are bound to a tenant, and keeps them as long as they last. Thread-safe. */
final class SessionMint {
  /** STS makes none that is shorter: 15 minutes. */
  private static final int SECONDS = 900;

  private static final int MOST_KEPT = 1_000;

  private final StsClient sts;
  private final AwsSettings settings;
  private final StrictSettings strict;
  private final Clock clock;
  private final Map<TenantId, Session> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Session> eldest) {
          return size() > MOST_KEPT;
        }
      };

  SessionMint(StsClient sts, AwsSettings settings, StrictSettings strict, Clock clock) {
    this.sts = requireNonNull(sts, "sts is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.strict = requireNonNull(strict, "strict is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** A session of the tenant that lasts until then, at most 15 minutes from now. */
  Session session(TenantId tenant, Instant until) {
    synchronized (kept) {
      Session old = kept.get(tenant);
      if (old != null && old.expires().isAfter(until)) {
        return old;
      }
    }
    Session fresh = make(tenant);
    synchronized (kept) {
      kept.put(tenant, fresh);
    }
    return fresh;
  }

  private Session make(TenantId tenant) {
    Credentials made =
        sts.assumeRole(
                assume ->
                    assume
                        .roleArn(strict.role())
                        .roleSessionName("alcove-" + tenant)
                        .durationSeconds(SECONDS)
                        .policy(SessionPolicy.of(tenant, settings, strict)))
            .credentials();
    Instant latest = clock.now().plusSeconds(SECONDS);
    Instant expires = made.expiration().isBefore(latest) ? made.expiration() : latest;
    return new Session(made.accessKeyId(), made.secretAccessKey(), made.sessionToken(), expires);
  }
}
