/**
 * What happens to one invocation, from finding the entry to recording the run, and what happens to
 * events and ticks until they are queued runs. Works against ports only.
 */
@NullMarked
package dev.alcove.dispatch;

import org.jspecify.annotations.NullMarked;
