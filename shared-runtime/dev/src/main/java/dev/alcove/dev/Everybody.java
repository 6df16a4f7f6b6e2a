package dev.alcove.dev;

import dev.alcove.domain.Permission;
import dev.alcove.domain.User;
import java.util.Set;

/** The people that a laptop has without anybody naming them. */
final class Everybody {
  /** All rights on scripts. */
  static final Set<String> ALL_PERMISSIONS =
      Set.of(
          Permission.SCRIPT_CREATE,
          Permission.SCRIPT_READ,
          Permission.SCRIPT_UPDATE,
          Permission.SCRIPT_DELETE,
          Permission.SCRIPT_EXECUTE);

  /** Who works on a bundle that is served without a world. */
  static final User DEVELOPER = new User("dev", "dev@localhost", "Developer", ALL_PERMISSIONS);

  /** Who holds the operator token. */
  static final User OPERATOR =
      new User("operator", "operator@localhost", "Operator", ALL_PERMISSIONS);

  private Everybody() {}
}
