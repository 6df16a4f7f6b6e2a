package dev.alcove.control;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Permission;

/** What one must have to use an address. */
enum Access {
  /** A valid token. */
  ANYONE("a valid token"),
  /** Membership of the platform team. */
  OPERATOR("the role `operator`"),
  READ("the permission `" + Permission.SCRIPT_READ + "`"),
  /** The right to create if the app is new, to update if it is not. */
  DEPLOY(
      "the permission `"
          + Permission.SCRIPT_CREATE
          + "` for a new app, `"
          + Permission.SCRIPT_UPDATE
          + "` for one that is there"),
  UPDATE("the permission `" + Permission.SCRIPT_UPDATE + "`"),
  DELETE("the permission `" + Permission.SCRIPT_DELETE + "`"),
  EXECUTE("the permission `" + Permission.SCRIPT_EXECUTE + "`");

  private final String words;

  Access(String words) {
    this.words = words;
  }

  /** What is needed, for people. */
  String words() {
    return words;
  }

  /**
   * The one place where permissions are checked.
   *
   * @throws Refusal FORBIDDEN if they lack what is needed
   */
  void check(Call call) {
    switch (this) {
      case ANYONE -> {}
      case OPERATOR -> {
        if (!call.principal().operator()) {
          throw new Refusal(ErrorCode.FORBIDDEN, "This is for operators of the platform.");
        }
      }
      case READ -> need(call, Permission.SCRIPT_READ);
      case DEPLOY ->
          need(
              call,
              call.live().apps().containsKey(call.app())
                  ? Permission.SCRIPT_UPDATE
                  : Permission.SCRIPT_CREATE);
      case UPDATE -> need(call, Permission.SCRIPT_UPDATE);
      case DELETE -> need(call, Permission.SCRIPT_DELETE);
      case EXECUTE -> need(call, Permission.SCRIPT_EXECUTE);
    }
  }

  private static void need(Call call, String permission) {
    if (!call.principal().may(permission)) {
      throw new Refusal(ErrorCode.FORBIDDEN, "This needs the permission `" + permission + "`.");
    }
  }
}
