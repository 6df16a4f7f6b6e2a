package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Session;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The session of the run that this process is at. The clients ask it for each request, so that they
 * are built once and not for each session. Thread-safe.
 */
public final class SessionHolder implements AwsCredentialsProvider {
  private volatile Optional<Session> current = Optional.empty();

  /** From now on, with this one. */
  public void hold(Session session) {
    current = Optional.of(requireNonNull(session, "session is null"));
  }

  /** From now on nothing can be reached. */
  public void drop() {
    current = Optional.empty();
  }

  /**
   * {@inheritDoc}
   *
   * @throws SdkClientException if no session is held
   */
  @Override
  public AwsCredentials resolveCredentials() {
    Session session =
        current.orElseThrow(() -> SdkClientException.create("No run is under way here."));
    return AwsSessionCredentials.builder()
        .accessKeyId(session.accessKeyId())
        .secretAccessKey(session.secretAccessKey())
        .sessionToken(session.token())
        .expirationTime(session.expires())
        .build();
  }
}
