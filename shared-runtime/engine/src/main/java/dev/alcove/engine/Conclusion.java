package dev.alcove.engine;

import dev.alcove.domain.Bytes;

/**
 * How a handler ended, as calls.js says.
 *
 * @param good whether it has answered
 * @param text the answer's JSON, or what was thrown, for {@link Told}
 * @param bytes the answer's bytes; empty if they are more than the run may answer
 * @param size how many bytes it answered
 */
record Conclusion(boolean good, String text, Bytes bytes, long size) {}
