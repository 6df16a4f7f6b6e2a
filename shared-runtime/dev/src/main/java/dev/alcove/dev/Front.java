package dev.alcove.dev;

import dev.alcove.control.Control;
import dev.alcove.dispatch.Sendable;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Ids;
import dev.alcove.domain.Principal;
import dev.alcove.wire.Json;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each request to who answers it; every answer has a request id. */
final class Front implements Exchanges {
  private static final Principal OPERATOR =
      new Principal(Everybody.OPERATOR, Optional.empty(), true);
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);

  private final Stage stage;
  private final DevDoor dev;
  private final OperatorToken operator;
  private final Ids ids;
  private final Runnable afterAnswer;

  /**
   * Wires the front.
   *
   * @param afterAnswer called when an answer is on its way
   */
  Front(Stage stage, DevDoor dev, OperatorToken operator, Ids ids, Runnable afterAnswer) {
    this.stage = stage;
    this.dev = dev;
    this.operator = operator;
    this.ids = ids;
    this.afterAnswer = afterAnswer;
  }

  @Override
  public HttpResponse answer(HttpRequest request) {
    String id = ids.next();
    HttpResponse answer;
    try {
      answer = route(request, id);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("Request {} to {} {} has failed.", id, request.method(), request.path(), e);
      answer = Sendable.failed(id);
    }
    return answer.with(Sendable.REQUEST_ID, id);
  }

  @Override
  public HttpResponse refuse(WireRefusal refusal) {
    return Replies.error(refusal.status(), refusal.code(), refusal.sentence())
        .with(Sendable.REQUEST_ID, ids.next());
  }

  @Override
  public void sent() {
    afterAnswer.run();
  }

  private HttpResponse route(HttpRequest request, String id) {
    String path = request.path();
    if (path.equals("/health")) {
      return Replies.json(200, Json.object().put("status", "ok"));
    }
    if (isBelow(path, Control.PREFIX)) {
      // The administration names the request in its log by the id that the caller gets.
      HttpRequest named = request.withHeader(Sendable.REQUEST_ID, id);
      return operator.isShownBy(request)
          ? stage.control().handle(named, OPERATOR)
          : stage.control().handle(named);
    }
    if (isBelow(path, DevDoor.PREFIX)) {
      return operator.isShownBy(request) ? dev.handle(request) : Control.unauthenticated();
    }
    return stage.dispatch().http(request);
  }

  private static boolean isBelow(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }
}
