package dev.alcove.wire;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.User;
import java.util.TreeSet;

/** A user, inside other forms. */
public final class UserFormat {
  private static final Form<User> FORM = Form.of("user", 1, UserFormat::put, UserFormat::take);

  private UserFormat() {}

  public static Bytes write(User user) {
    return FORM.write(user);
  }

  /**
   * Reads an user.
   *
   * @throws FormatException if it is not one
   */
  public static User read(Bytes bytes) {
    return FORM.read(bytes);
  }

  static void put(User user, FieldWriter out) {
    out.text("id", user.id());
    out.text("email", user.email());
    out.text("name", user.name());
    out.texts("permissions", new TreeSet<>(user.permissions()));
  }

  static User take(FieldReader in) {
    return new User(
        in.text("id"), in.text("email"), in.text("name"), new TreeSet<>(in.texts("permissions")));
  }
}
