package dev.alcove.lambda;

import dev.alcove.dispatch.TokenIssuer;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import dev.alcove.wire.TreeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads whose tokens are believed: {@code [{"issuer", "audience"?, "jwks": {"keys": [...]}}]}. */
final class IssuersReader {
  static final String EXAMPLE = "[{\"issuer\": \"https://id.example\", \"jwks\": {\"keys\": []}}]";

  private final EnvironmentReader in;

  IssuersReader(EnvironmentReader in) {
    this.in = in;
  }

  List<TokenIssuer> issuers(Tree tree) {
    if (!(tree instanceof Tree.Arr list)) {
      in.error(
          tree.place(), "This is " + tree.kind() + ".", "Write a list, such as `" + EXAMPLE + "`.");
      return List.of();
    }
    List<TokenIssuer> issuers = new ArrayList<>();
    for (Tree item : list.items()) {
      if (item instanceof Tree.Obj object) {
        issuer(object).ifPresent(issuers::add);
      } else {
        in.error(item.place(), "An issuer is " + item.kind() + ".", "Write an object.");
      }
    }
    return issuers;
  }

  private Optional<TokenIssuer> issuer(Tree.Obj object) {
    TreeFields fields = new TreeFields(object, "an issuer", in);
    fields.refuseOthers(List.of("issuer", "audience", "jwks"));
    fields.require("issuer", "Write the tokens' `iss`.");
    fields.require("jwks", "Write the public keys, as a JWK set.");
    Optional<String> name = fields.text("issuer");
    Optional<Tree.Obj> keys = fields.object("jwks");
    if (name.isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    TokenIssuer issuer =
        new TokenIssuer(name.get(), fields.text("audience"), TreeWriter.write(keys.get()));
    try {
      issuer.check();
    } catch (IllegalArgumentException e) {
      in.error(keys.get().place(), String.valueOf(e.getMessage()), "Write public keys only.");
      return Optional.empty();
    }
    return Optional.of(issuer);
  }
}
