/** Benchmarks of the paths that requests take. May see GraalVM, to compare with the bare engine. */
@NullMarked
package dev.alcove.bench;

import org.jspecify.annotations.NullMarked;
