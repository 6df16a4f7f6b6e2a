package dev.alcove.lambda;

import static java.util.Objects.requireNonNull;

import dev.alcove.dispatch.Sendable;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Ids;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A front behind API Gateway: its event in, its answer out. Never throws for anything that the
 * event or the platform does: every answer has a body and a request id. Thread-safe.
 */
public final class RestDoor {
  /** Who answers requests; may throw when the platform cannot. */
  public interface Answering {
    /**
     * Answers one.
     *
     * @param request with its id in the header {@link Sendable#REQUEST_ID}
     */
    HttpResponse answer(HttpRequest request);
  }

  private static final String HEALTH = "/health";
  private static final Logger LOG = LoggerFactory.getLogger(RestDoor.class);

  private final Answering answering;
  private final Ids ids;

  /** A door in front of {@code answering}; {@code ids} name requests that the gateway has not. */
  public RestDoor(Answering answering, Ids ids) {
    this.answering = requireNonNull(answering, "answering is null");
    this.ids = requireNonNull(ids, "ids is null");
  }

  /** Answers an event. */
  public Bytes handle(Bytes event) {
    return switch (RestEvent.decode(event)) {
      case Decoded.Good<RestEvent>(RestEvent rest) ->
          encode(rest.id().isEmpty() ? ids.next() : rest.id(), id -> answer(id, rest.request()));
      case Decoded.Unreadable<RestEvent>(String why) -> {
        LOG.error("An event is no request of API Gateway. {}", why);
        yield encode(
            ids.next(),
            id ->
                Sendable.refused(
                    ErrorCode.INVALID_INPUT, "The event is no request of API Gateway. " + why));
      }
    };
  }

  private interface Answer {
    HttpResponse to(String id);
  }

  private static Bytes encode(String id, Answer answer) {
    HttpResponse named = answer.to(id).with(Sendable.REQUEST_ID, id);
    return RestEvent.encode(Sendable.of(named, GatewayDifferences.MOST_HEADER_BYTES));
  }

  private HttpResponse answer(String id, HttpRequest request) {
    if (request.path().equals(HEALTH)) {
      return new HttpResponse(
          200, Map.of("content-type", "application/json"), Bytes.utf8("{\"status\":\"ok\"}"));
    }
    if (request.body().size() > GatewayDifferences.MOST_BODY_BYTES) {
      return Sendable.refused(
          ErrorCode.TOO_LARGE,
          "The body has "
              + request.body().size()
              + " bytes; at most "
              + GatewayDifferences.MOST_BODY_BYTES
              + " are admitted.");
    }
    try {
      return answering.answer(request.withHeader(Sendable.REQUEST_ID, id));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("Request {} to {} {} has failed.", id, request.method(), request.path(), e);
      return Sendable.failed(id);
    }
  }
}
