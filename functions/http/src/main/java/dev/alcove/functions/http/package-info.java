/** The function behind the tenants' addresses. */
@NullMarked
package dev.alcove.functions.http;

import org.jspecify.annotations.NullMarked;
