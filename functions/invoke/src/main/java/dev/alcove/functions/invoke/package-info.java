/** The function that runs what is queued or called directly. */
@NullMarked
package dev.alcove.functions.invoke;

import org.jspecify.annotations.NullMarked;
