/** The function behind the administration API. */
@NullMarked
package dev.alcove.functions.control;

import org.jspecify.annotations.NullMarked;
