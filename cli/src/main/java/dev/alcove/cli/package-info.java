/**
 * The {@code alcove} command: reads arguments, calls the laptop world or a remote one, prints
 * answers.
 */
@NullMarked
package dev.alcove.cli;

import org.jspecify.annotations.NullMarked;
