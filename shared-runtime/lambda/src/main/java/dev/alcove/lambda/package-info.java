/**
 * What the Lambda functions have in common: the shapes of the events that AWS sends, the settings,
 * the wiring, and the end of a process.
 */
@NullMarked
package dev.alcove.lambda;

import org.jspecify.annotations.NullMarked;
