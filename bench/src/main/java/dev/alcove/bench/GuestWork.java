package dev.alcove.bench;

import dev.alcove.domain.Bytes;

/** What a benchmark has a guest do: an endpoint of the platform, a function of the bare engine. */
public enum GuestWork {
  /** Answers a constant. */
  HELLO("GET", "/hello", "", "helloText"),
  /** Parses an order of 4 KB, checks it, answers what it found. */
  ORDER("POST", "/order", Samples.order(), "orderText");

  private final String method;
  private final String path;
  private final String body;
  private final String function;

  GuestWork(String method, String path, String body, String function) {
    this.method = method;
    this.path = path;
    this.body = body;
    this.function = function;
  }

  Object on(Platform platform) {
    return platform.call(Platform.ACME, method, path, Bytes.utf8(body));
  }

  String function() {
    return function;
  }

  Object[] arguments() {
    return body.isEmpty() ? new Object[0] : new Object[] {body};
  }
}
