package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who calls, as the policy that held has found. */
public sealed interface Caller {
  /** On whose behalf the run is made. */
  Optional<User> user();

  /** The entry asks for nothing: {@code request.caller} is null. */
  record Open() implements Caller {
    @Override
    public Optional<User> user() {
      return Optional.empty();
    }
  }

  /** Policy {@code no_auth} held. */
  record NoAuth() implements Caller {
    @Override
    public Optional<User> user() {
      return Optional.empty();
    }
  }

  /**
   * A client certificate that is registered.
   *
   * @param policy {@code user_cert}, {@code member_cert} ...
   * @param id lower-case hex SHA-256 of the DER form
   * @param data the registered data as JSON text, {@code null} if none
   */
  record Certificate(String policy, String id, String data, String pem, Optional<User> user)
      implements Caller {
    public Certificate {
      requireNonNull(policy, "policy is null");
      requireNonNull(id, "id is null");
      requireNonNull(data, "data is null");
      requireNonNull(pem, "pem is null");
    }
  }

  /**
   * A valid token.
   *
   * @param keyIssuer the issuer registered with the key
   * @param header JSON text
   * @param payload JSON text
   */
  record Jwt(String keyIssuer, String header, String payload, User subject) implements Caller {
    public Jwt {
      requireNonNull(keyIssuer, "keyIssuer is null");
      requireNonNull(header, "header is null");
      requireNonNull(payload, "payload is null");
      requireNonNull(subject, "subject is null");
    }

    @Override
    public Optional<User> user() {
      return Optional.of(subject);
    }
  }

  /** Several policies held together; by policy name. */
  record AllOf(SortedMap<String, Caller> parts) implements Caller {
    public AllOf {
      parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    @Override
    public Optional<User> user() {
      return parts.values().stream().flatMap(part -> part.user().stream()).findFirst();
    }
  }

  /** Nobody calls from outside: the platform runs it for a user (cron, event, hook, operator). */
  record Platform(Optional<User> user) implements Caller {
    public Platform {
      requireNonNull(user, "user is null");
    }
  }
}
