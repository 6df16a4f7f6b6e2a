package dev.alcove.wire;

import dev.alcove.domain.Caller;
import dev.alcove.domain.User;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who calls, inside a runner call. */
final class CallerFields {
  private CallerFields() {}

  static void put(Caller caller, FieldWriter out) {
    switch (caller) {
      case Caller.Open open -> out.text("kind", "open");
      case Caller.NoAuth none -> out.text("kind", "no_auth");
      case Caller.Certificate certificate -> {
        out.text("kind", "certificate");
        out.text("policy", certificate.policy());
        out.text("id", certificate.id());
        out.text("data", certificate.data());
        out.text("pem", certificate.pem());
        putUser(certificate.user(), out);
      }
      case Caller.Jwt jwt -> {
        out.text("kind", "jwt");
        out.text("key_issuer", jwt.keyIssuer());
        out.text("header", jwt.header());
        out.text("payload", jwt.payload());
        out.object("subject", jwt.subject(), UserFormat::put);
      }
      case Caller.AllOf all -> {
        out.text("kind", "all");
        out.list("parts", all.parts().entrySet(), CallerFields::putPart);
      }
      case Caller.Platform platform -> {
        out.text("kind", "platform");
        putUser(platform.user(), out);
      }
    }
  }

  static Caller take(FieldReader in) {
    String kind = in.text("kind");
    return switch (kind) {
      case "open" -> new Caller.Open();
      case "no_auth" -> new Caller.NoAuth();
      case "certificate" ->
          new Caller.Certificate(
              in.text("policy"), in.text("id"), in.text("data"), in.text("pem"), takeUser(in));
      case "jwt" ->
          new Caller.Jwt(
              in.text("key_issuer"),
              in.text("header"),
              in.text("payload"),
              in.object("subject", UserFormat::take));
      case "all" -> {
        SortedMap<String, Caller> parts = new TreeMap<>();
        in.list("parts", CallerFields::takePart)
            .forEach(part -> parts.put(part.getKey(), part.getValue()));
        yield new Caller.AllOf(parts);
      }
      case "platform" -> new Caller.Platform(takeUser(in));
      default -> throw new IllegalArgumentException("kind `" + kind + "` is not known.");
    };
  }

  private static void putPart(Map.Entry<String, Caller> part, FieldWriter out) {
    out.text("policy", part.getKey());
    out.object("caller", part.getValue(), CallerFields::put);
  }

  private static Map.Entry<String, Caller> takePart(FieldReader in) {
    return Map.entry(in.text("policy"), in.object("caller", CallerFields::take));
  }

  static void putUser(Optional<User> user, FieldWriter out) {
    user.ifPresent(known -> out.object("user", known, UserFormat::put));
  }

  static Optional<User> takeUser(FieldReader in) {
    return in.optional("user", (reader, name) -> reader.object(name, UserFormat::take));
  }
}
