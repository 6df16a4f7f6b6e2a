package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One entry of {@code authn_policies}: they are tried in order, the first that holds decides. */
public sealed interface AuthnPolicy {
  /**
   * One policy by name. Names that nobody knows are possible in CCF's form; they fail each call.
   */
  record Named(String name) implements AuthnPolicy {
    public Named {
      requireNonNull(name, "name is null");
    }
  }

  /** All of these must hold; evaluated in alphabetical order, as CCF does. */
  record AllOf(List<String> names) implements AuthnPolicy {
    public AllOf {
      names = names.stream().sorted().toList();
    }
  }
}
