/**
 * Adapters of the ports that live inside one process and one file: stores, bus, queue, scheduler
 * and a clock that can be moved.
 */
@NullMarked
package dev.alcove.local;

import org.jspecify.annotations.NullMarked;
