/** The function behind the bus, the outbox's stream and the schedules. */
@NullMarked
package dev.alcove.functions.trigger;

import org.jspecify.annotations.NullMarked;
