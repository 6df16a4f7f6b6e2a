package dev.alcove.hostapi;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;

/**
 * What a handler gets, as the prelude's {@code call} takes it. Made by {@link EndpointCall} and
 * {@link ScriptCall}.
 *
 * @param json JSON text
 * @param bytes the body of a request
 */
public record GuestInput(String json, Bytes bytes) {
  public GuestInput {
    requireNonNull(json, "json is null");
    requireNonNull(bytes, "bytes is null");
  }
}
