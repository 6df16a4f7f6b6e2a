package dev.alcove.dispatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Failure;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Outcome;
import dev.alcove.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bodies of answers that the platform itself gives. CCF endpoints get CCF's codes and texts,
 * everything else ours; both have the envelope {@code {"error": {"code", "message", "details"}}}.
 */
final class Answers {
  private static final String RETRY_AFTER_CONFLICT = "3";

  /** What a client may see of an answer that is none; what the guest threw stands behind it. */
  private static final Pattern INVALID_RETURN =
      Pattern.compile("Invalid endpoint function return value \\([^)]*\\)\\.");

  private Answers() {}

  static HttpResponse error(int status, String code, String message, ArrayNode details) {
    ObjectNode error = Json.object();
    error.put("code", code);
    error.put("message", message);
    if (!details.isEmpty()) {
      error.set("details", details);
    }
    ObjectNode body = Json.object();
    body.set("error", error);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    return new HttpResponse(status, headers, Bytes.utf8(body.toString()));
  }

  static HttpResponse error(int status, String code, String message) {
    return error(status, code, message, Json.mapper().createArrayNode());
  }

  /** One of the platform's own errors, with its cure. */
  static HttpResponse error(ErrorCode code, String message) {
    return error(code.httpStatus(), code.name(), message + " " + code.cure());
  }

  static HttpResponse unknownPath(boolean script, String path) {
    String message = "Unknown path: " + path + ".";
    return script ? error(ErrorCode.NOT_FOUND, message) : error(404, "ResourceNotFound", message);
  }

  /** 405 as CCF answers it, or 204 to OPTIONS. */
  static HttpResponse otherVerbs(boolean script, String verb, String path, List<String> allowed) {
    String allow = "OPTIONS, " + String.join(", ", allowed);
    if (verb.equals("OPTIONS")) {
      return new HttpResponse(204, Map.of("allow", allow), Bytes.EMPTY);
    }
    String message = "Allowed methods for '" + path + "' are: " + allow + ".";
    HttpResponse answer =
        script
            ? error(ErrorCode.METHOD_NOT_ALLOWED, message)
            : error(405, "UnsupportedHttpVerb", message);
    return answer.with("allow", allow);
  }

  /** The answer of an endpoint whose run did not end well: CCF's. */
  static HttpResponse endpointFailed(Outcome outcome, Failure failure) {
    return switch (outcome) {
      case OK -> throw new IllegalArgumentException("a run that went well has its own answer");
      case THREW, COMPILE_FAILED, MEMORY_EXCEEDED, STACK_EXCEEDED, HOST_CALLS_EXCEEDED, CANCELLED ->
          error(500, "InternalError", endpointMessage(failure));
      case OUTPUT_EXCEEDED -> error(500, "InternalError", failure.message());
      case WALL_EXCEEDED, CPU_EXCEEDED ->
          error(500, "InternalError", "Operation took too long to complete.");
      case CONFLICT ->
          error(
                  503,
                  "TransactionCommitAttemptsExceedLimit",
                  "Transaction continued to conflict after 30 attempts. Retry later.")
              .with("retry-after", RETRY_AFTER_CONFLICT);
      case REJECTED -> error(failure.code().httpStatus(), "InvalidInput", failure.message());
      case NOT_FOUND -> error(404, "ResourceNotFound", failure.message());
      case DENIED -> error(403, "AuthorizationFailed", failure.message());
      case OVERLOADED -> overloaded(failure);
      case PLATFORM_FAILED -> error(500, "InternalError", failure.message());
    };
  }

  /** CCF's own texts about a return value are the message; everything thrown is generic. */
  private static String endpointMessage(Failure failure) {
    Matcher invalid = INVALID_RETURN.matcher(failure.message());
    return invalid.lookingAt() ? invalid.group() : "Exception thrown while executing.";
  }

  /** The answer of an http script whose run did not end well. */
  static HttpResponse scriptFailed(Outcome outcome, Failure failure) {
    if (outcome == Outcome.OVERLOADED) {
      return overloaded(failure);
    }
    ArrayNode details = Json.mapper().createArrayNode();
    failure
        .place()
        .ifPresent(
            place -> {
              ObjectNode at = details.addObject();
              at.put("at", place.shortForm());
              if (!place.excerpt().isEmpty()) {
                at.put("source", place.excerpt().strip());
              }
            });
    int status =
        outcome == Outcome.CONFLICT ? ErrorCode.CONFLICT.httpStatus() : failure.code().httpStatus();
    return error(status, failure.code().name(), described(failure), details);
  }

  private static String described(Failure failure) {
    String prefix = failure.name().equals("Error") ? "" : failure.name() + ": ";
    return prefix + failure.message();
  }

  static HttpResponse overloaded(Failure failure) {
    return error(failure.code(), failure.message()).with("retry-after", "1");
  }
}
