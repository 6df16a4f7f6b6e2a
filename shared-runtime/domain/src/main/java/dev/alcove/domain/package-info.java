/**
 * The vocabulary of Alcove: parsed and validated values, rules without input or output, and the
 * ports that adapters implement. Nothing here knows JSON, GraalJS, a database or AWS.
 */
@NullMarked
package dev.alcove.domain;

import org.jspecify.annotations.NullMarked;
