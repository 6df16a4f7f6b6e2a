/**
 * Runs one entry in a fresh realm under limits. The only module of the product that sees GraalVM:
 * whoever calls it speaks in types of {@code domain}, so guest objects never leave this package.
 */
@NullMarked
package dev.alcove.engine;

import org.jspecify.annotations.NullMarked;
