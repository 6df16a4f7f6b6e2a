/**
 * Makes a version out of a manifest and its modules: checks, links, compiles, and turns the text of
 * cron expressions and event patterns into parsed values.
 */
@NullMarked
package dev.alcove.bundle;

import org.jspecify.annotations.NullMarked;
