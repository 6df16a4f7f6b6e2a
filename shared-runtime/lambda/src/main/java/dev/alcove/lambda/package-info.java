/**
 * What the Lambda functions have in common: the shapes of the events that AWS sends, a door for
 * each kind, the settings, the wiring, the snapshot, and the end of a process.
 */
@NullMarked
package dev.alcove.lambda;

import org.jspecify.annotations.NullMarked;
