/**
 * The world on a laptop: the HTTP front, world files, file watching, and the wiring of the embedded
 * adapters. Decodes and calls; decides nothing that production decides elsewhere.
 */
@NullMarked
package dev.alcove.dev;

import org.jspecify.annotations.NullMarked;
