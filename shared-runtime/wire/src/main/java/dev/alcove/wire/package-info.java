/**
 * Translates the records of {@code domain} to JSON bytes and back. All stored and sent formats live
 * here, each with a golden file, so that a change of a format is seen in review.
 */
@NullMarked
package dev.alcove.wire;

import org.jspecify.annotations.NullMarked;
