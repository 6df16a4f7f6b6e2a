package dev.alcove.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.domain.Bytes;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeFields;
import dev.alcove.wire.TreeReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a bundle that came as one JSON document. */
final class DocumentReader {
  private static final String FILE = "bundle.json";

  /** Escapes make a document larger than what it stands for; no honest one four times. */
  private static final int MOST_BYTES = 4 * Bundle.MOST_BYTES;

  private static final String FORMS =
      "Send `{\"metadata\": {…}, \"modules\": [{\"name\": \"app.js\", \"module\": \"…\"}]}`, or a"
          + " `set_js_app` proposal.";

  private final Findings findings = new Findings();
  private final SortedMap<String, String> modules = new TreeMap<>();
  private Optional<ManifestText> manifest = Optional.empty();
  private boolean disableBytecodeCache;

  Bundle read(Bytes document) {
    Optional<String> text = decode(document);
    if (text.isEmpty()) {
      return bundle(Door.ALCOVE);
    }
    Findings strict = new Findings();
    Optional<Tree> tree = parse(text.get(), TreeReader.Doubles.REFUSED, strict);
    if (tree.orElse(null) instanceof Tree.Obj root && root.get("actions").isPresent()) {
      // JSON.parse reads a proposal, and has nothing against a key that is there twice.
      parse(text.get(), TreeReader.Doubles.LAST_WINS, findings)
          .flatMap(proposal -> ((Tree.Obj) proposal).get("actions"))
          .ifPresent(actions -> actions(actions, text.get()));
      return bundle(Door.CCF);
    }
    strict.problems().forEach(findings::add);
    tree.ifPresent(root -> plain(root, text.get()));
    return bundle(Door.ALCOVE);
  }

  private Bundle bundle(Door door) {
    return new Bundle(manifest, modules, door, disableBytecodeCache, Set.of(), findings.problems());
  }

  private static Optional<Tree> parse(String text, TreeReader.Doubles doubles, Findings findings) {
    return new ManifestText(FILE, text, 1, 1).read(doubles, findings);
  }

  private Optional<String> decode(Bytes document) {
    if (document.size() > MOST_BYTES) {
      findings.error(
          Place.of(FILE),
          String.format(
              Locale.ROOT,
              "The document has %,d bytes; a bundle has at most %,d.",
              document.size(),
              Bundle.MOST_BYTES),
          "Minify it, leave data out, or split it into several apps.");
      return Optional.empty();
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(document.toArray())).toString();
      return Optional.of(Texts.withoutMark(text));
    } catch (CharacterCodingException e) {
      findings.error(Place.of(FILE), "The document is not UTF-8.", "Send it as UTF-8.");
      return Optional.empty();
    }
  }

  private void plain(Tree root, String text) {
    if (!(root instanceof Tree.Obj object)) {
      findings.error(root.place(), "The document is " + root.kind() + ".", FORMS);
      return;
    }
    TreeFields fields = new TreeFields(object, "the document", findings);
    fields.refuseOthers(List.of("metadata", "modules"));
    fields.require("metadata", FORMS);
    fields.require("modules", FORMS);
    fields.object("metadata").ifPresent(metadata -> manifest = Optional.of(part(metadata, text)));
    for (Tree item : fields.items("modules")) {
      if (item instanceof Tree.Obj module) {
        plainModule(module);
      } else {
        findings.error(item.place(), "A module is " + item.kind() + ".", FORMS);
      }
    }
  }

  private void plainModule(Tree.Obj module) {
    TreeFields fields = new TreeFields(module, "a module", findings);
    fields.refuseOthers(List.of("module", "name"));
    fields.require("name", FORMS);
    fields.require("module", FORMS);
    Optional<String> name = fields.text("name");
    if (name.isEmpty()) {
      return;
    }
    // An empty module is one, so its text is not taken as that of other keys.
    switch (fields.value("module").orElse(null)) {
      case Tree.Text source -> {
        if (modules.put(name.get(), Texts.withoutMark(source.value())) != null) {
          findings.error(
              fields.place("name"),
              "There are two modules `" + Shown.of(name.get()) + "`.",
              "Remove one.");
        }
      }
      case null -> {}
      default ->
          findings.error(
              fields.place("module"),
              "`module` of `" + Shown.of(name.get()) + "` is not text.",
              "It must be the source.");
    }
  }

  private void actions(Tree actions, String text) {
    if (!(actions instanceof Tree.Arr array)) {
      findings.error(actions.place(), "actions must be an array", "");
      return;
    }
    int apps = 0;
    for (Tree item : array.items()) {
      String name =
          item instanceof Tree.Obj action
                  && action.get("name").orElse(null) instanceof Tree.Text word
              ? word.value()
              : "";
      if (!name.equals("set_js_app")) {
        findings.error(
            item.place(),
            "Action `" + Shown.of(name) + "` does not belong to a bundle.",
            "Send `set_js_app` alone here, and other actions to governance.");
      } else if (apps++ == 0) {
        setJsApp((Tree.Obj) item, text);
      } else {
        findings.error(item.place(), "There are two actions `set_js_app`.", "Send one.");
      }
    }
    if (array.items().isEmpty()) {
      findings.error(actions.place(), "There is no action.", FORMS);
    }
  }

  private void setJsApp(Tree.Obj action, String text) {
    if (!(action.get("args").orElse(null) instanceof Tree.Obj args)) {
      findings.error(action.place(), "`set_js_app` has no `args`.", FORMS);
      return;
    }
    CcfChecks.check(args, findings);
    disableBytecodeCache =
        args.get("disable_bytecode_cache").orElse(null) instanceof Tree.Bool disable
            && disable.value();
    if (!(args.get("bundle").orElse(null) instanceof Tree.Obj bundle)) {
      return;
    }
    if (bundle.get("metadata").orElse(null) instanceof Tree.Obj metadata) {
      manifest = Optional.of(part(metadata, text));
    }
    if (bundle.get("modules").orElse(null) instanceof Tree.Arr array) {
      for (Tree item : array.items()) {
        // As in CCF's table, the last of two modules of one name is left.
        if (item instanceof Tree.Obj module
            && module.get("name").orElse(null) instanceof Tree.Text name
            && module.get("module").orElse(null) instanceof Tree.Text source) {
          modules.put(name.value(), Texts.withoutMark(source.value()));
        }
      }
    }
  }

  private static ManifestText part(Tree.Obj object, String text) {
    return new ManifestText(
        FILE,
        text.substring(object.start(), object.end()),
        object.place().line(),
        object.place().column());
  }
}
