/**
 * Handlers of the administration API: a request comes in as a value, a response goes out as a
 * value. Which server carries them is decided elsewhere.
 */
@NullMarked
package dev.alcove.control;

import org.jspecify.annotations.NullMarked;
