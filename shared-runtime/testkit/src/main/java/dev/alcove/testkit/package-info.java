/**
 * What tests share: a contract suite per port that every adapter must pass, clocks for tests, and
 * the loader of sample events. Used in test scope only.
 */
@NullMarked
package dev.alcove.testkit;

import org.jspecify.annotations.NullMarked;
