package dev.alcove.bundle;

import dev.alcove.domain.AuthnPolicy;
import dev.alcove.wire.NearestName;
import dev.alcove.wire.Shown;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code authn_policies} strictly: every name must be one that somebody checks. */
final class PolicyReader {
  /** CCF's of all its versions; which of them an installation can check is found at the call. */
  private static final List<String> NAMES =
      List.of(
          "any_cert",
          "jwt",
          "member_cert",
          "member_cose_sign1",
          "member_signature",
          "no_auth",
          "user_cert",
          "user_cose_sign1",
          "user_signature");

  private final Findings findings;

  PolicyReader(Findings findings) {
    this.findings = findings;
  }

  List<AuthnPolicy> read(TreeFields entry) {
    List<AuthnPolicy> policies = new ArrayList<>();
    for (Tree item : entry.items("authn_policies")) {
      switch (item) {
        case Tree.Text text -> {
          if (known(text)) {
            policies.add(new AuthnPolicy.Named(text.value()));
          }
        }
        case Tree.Obj object -> allOf(object).ifPresent(policies::add);
        case Tree.Arr other -> wrong(other);
        case Tree.Num other -> wrong(other);
        case Tree.Bool other -> wrong(other);
        case Tree.Nil other -> wrong(other);
      }
    }
    return policies;
  }

  private Optional<AuthnPolicy> allOf(Tree.Obj object) {
    TreeFields fields = new TreeFields(object, "a policy", findings);
    fields.refuseOthers(List.of("all_of"));
    if (!fields.require("all_of", "Write `{\"all_of\": [\"user_cert\", \"jwt\"]}`.")) {
      return Optional.empty();
    }
    List<Tree.Text> texts = fields.texts("all_of");
    if (texts.isEmpty()) {
      findings.error(
          fields.place("all_of"), "`all_of` names no policy.", "Name at least one policy.");
    }
    Set<String> names = new HashSet<>();
    for (Tree.Text text : texts) {
      if (known(text) && !names.add(text.value())) {
        findings.error(
            text.place(),
            "`all_of` names `" + text.value() + "` twice.",
            "Remove one: CCF refuses it at each call.");
      }
    }
    return Optional.of(new AuthnPolicy.AllOf(List.copyOf(names)));
  }

  private boolean known(Tree.Text text) {
    if (NAMES.contains(text.value())) {
      return true;
    }
    findings.error(
        text.place(),
        "There is no authentication policy `" + Shown.of(text.value()) + "`.",
        NearestName.cure(text.value(), NAMES));
    return false;
  }

  private void wrong(Tree item) {
    findings.error(
        item.place(),
        "A policy is " + item.kind() + ".",
        "Write a name, or `{\"all_of\": [\"user_cert\", \"jwt\"]}`.");
  }
}
