package dev.alcove.bundle;

import dev.alcove.domain.InvalidValueException;
import dev.alcove.domain.PathTemplate;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import dev.alcove.wire.Tree;
import java.util.HashSet;
import java.util.Optional;

/** What both kinds of routes have in common. */
final class Routes {
  private Routes() {}

  /** The template that the text is, if it is one; else a finding says why not. */
  static Optional<PathTemplate> template(String text, Place place, Findings findings) {
    try {
      PathTemplate template = PathTemplate.parse(text);
      if (new HashSet<>(template.names()).size() < template.names().size()) {
        findings.error(
            place,
            "Path `" + Shown.of(text) + "` has two parameters of one name: the first is lost.",
            "Give each its own name.");
      }
      return Optional.of(template);
    } catch (InvalidValueException e) {
      findings.error(place, String.valueOf(e.getMessage()), "");
      return Optional.empty();
    }
  }

  /** The template without its parameters' names: equal shapes match the same paths. */
  static String shape(PathTemplate path) {
    return path.toString().replaceAll("\\{[^}]*}", "{}");
  }

  /** The first {@code $ref} within a value. */
  static Optional<Place> reference(Tree tree) {
    return switch (tree) {
      case Tree.Obj object -> {
        Tree.Member reference = object.members().get("$ref");
        yield reference != null && reference.value() instanceof Tree.Text
            ? Optional.of(reference.place())
            : object.members().values().stream()
                .flatMap(member -> reference(member.value()).stream())
                .findFirst();
      }
      case Tree.Arr array ->
          array.items().stream().flatMap(item -> reference(item).stream()).findFirst();
      case Tree.Text _, Tree.Num _, Tree.Bool _, Tree.Nil _ -> Optional.empty();
    };
  }
}
