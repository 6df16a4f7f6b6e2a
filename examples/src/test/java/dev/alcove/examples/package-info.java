/** Does what the examples' pages show, and holds the answers to what they say. */
@NullMarked
package dev.alcove.examples;

import org.jspecify.annotations.NullMarked;
