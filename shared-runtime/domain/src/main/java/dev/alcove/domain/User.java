package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A person or system of a tenant on whose behalf something is done.
 *
 * @param permissions names; scripts never have more than the user they run for
 */
public record User(String id, String email, String name, Set<String> permissions) {
  public User {
    requireNonNull(id, "id is null");
    requireNonNull(email, "email is null");
    requireNonNull(name, "name is null");
    permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
  }

  /** Whether this user has the permission of that name. */
  public boolean may(String permission) {
    return permissions.contains(permission);
  }
}
