/**
 * What a script can reach: storage, http, services, events and the rest, as operations and prelude
 * text. It does not see the engine; both meet in types of {@code domain}.
 */
@NullMarked
package dev.alcove.hostapi;

import org.jspecify.annotations.NullMarked;
