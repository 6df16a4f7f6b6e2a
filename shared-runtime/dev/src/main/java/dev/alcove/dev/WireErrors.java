package dev.alcove.dev;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty could not read as a request, in the form that all errors have. Thread-safe.
 */
final class WireErrors implements Request.Handler {
  private final CompletableFuture<Exchanges> served;

  WireErrors(CompletableFuture<Exchanges> served) {
    this.served = served;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer known ? known : 500;
    String reason =
        request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException bad
                && bad.getReason() != null
                && !bad.getReason().equals(HttpStatus.getMessage(status))
            ? bad.getReason()
            : "";
    Answers.close(response);
    try {
      Answers.write(request, response, served.join().refuse(WireRefusal.of(status, reason)));
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      callback.failed(e);
    }
    return true;
  }
}
