package dev.alcove.bundle;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Endpoint;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Module;
import dev.alcove.domain.Script;
import dev.alcove.domain.Version;
import dev.alcove.engine.GuestEngine;
import dev.alcove.wire.Json;
import dev.alcove.wire.Tree;
import dev.alcove.wire.TreeReader;
import dev.alcove.wire.TreeWriter;
import dev.alcove.wire.VersionHashing;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Makes versions out of bundles: checks everything, links, finds the handlers. Thread-safe. */
public final class BundleCompiler {
  private final GuestEngine engine;

  /** A compiler that lets {@code engine} parse and link, under the limits of each target's plan. */
  public BundleCompiler(GuestEngine engine) {
    this.engine = requireNonNull(engine, "engine is null");
  }

  /** The version that the bundle is, or every problem that it has. Runs none of its code. */
  public Compilation compile(Target target, Bundle bundle) {
    Findings findings = new Findings();
    bundle.problems().forEach(findings::add);
    SortedMap<String, String> sources = new ModuleChecks(findings).check(bundle);
    Optional<Tree.Obj> root = bundle.manifest().flatMap(text -> root(text, bundle, findings));
    Optional<ManifestDraft> draft =
        root.map(object -> new ManifestReader(findings, target.plan()).read(object, bundle.door()));
    Optional<Version> version =
        draft.flatMap(
            manifest ->
                version(
                    manifest,
                    TreeWriter.write(root.orElseThrow()),
                    sources,
                    target,
                    bundle,
                    findings));
    if (version.isPresent() && !findings.hasErrors()) {
      return new Compilation.Compiled(version.get(), findings.warnings());
    }
    String file = bundle.manifest().map(ManifestText::file).orElse("app.json");
    return new Compilation.Refused(
        switch (bundle.door()) {
          case ALCOVE -> findings.sortedProblems(file);
          case CCF -> findings.problems();
        },
        findings.warnings());
  }

  private static Optional<Tree.Obj> root(ManifestText text, Bundle bundle, Findings findings) {
    Texts.check(text.file(), text.text(), findings);
    Optional<Tree> tree =
        text.read(
            switch (bundle.door()) {
              case ALCOVE -> TreeReader.Doubles.REFUSED;
              case CCF -> TreeReader.Doubles.LAST_WINS;
            },
            findings);
    if (tree.isPresent() && !(tree.get() instanceof Tree.Obj)) {
      findings.error(
          tree.get().place(),
          "The manifest is " + tree.get().kind() + ".",
          "Write an object, such as `{\"endpoints\": {}}`.");
    }
    return tree.filter(Tree.Obj.class::isInstance).map(Tree.Obj.class::cast);
  }

  private Optional<Version> version(
      ManifestDraft draft,
      String appJson,
      SortedMap<String, String> sources,
      Target target,
      Bundle bundle,
      Findings findings) {
    new Clashes(target).check(draft, findings);
    Set<String> scriptsOnly = new HashSet<>();
    draft.scripts().forEach(script -> scriptsOnly.add(script.module()));
    draft.endpoints().forEach(endpoint -> scriptsOnly.remove(endpoint.module()));
    ModuleGraph graph = new ModuleGraph(sources);
    SortedMap<String, Module> modules = graph.modules(scriptsOnly);
    Set<String> bad = new HashSet<>(bundle.unread());
    bundle.modules().keySet().stream().filter(name -> !sources.containsKey(name)).forEach(bad::add);
    bad.addAll(graph.checkImports(Set.copyOf(bad), findings));
    Linker linker = new Linker(engine, target, findings, graph, modules, bad);
    linker.link(draft, bundle.door() == Door.CCF && bundle.disableBytecodeCache());
    Handlers handlers = new Handlers(findings, linker, graph, modules, bundle);
    List<Endpoint> endpoints = handlers.endpoints(draft.endpoints());
    List<Script> scripts = handlers.scripts(draft.scripts());
    if (findings.hasErrors()) {
      return Optional.empty();
    }
    String metadata = Json.canonical(appJson);
    Manifest manifest =
        new Manifest(
            endpoints,
            scripts,
            draft.capabilities(),
            draft.pointMaps(),
            draft.limits(),
            draft.eval(),
            draft.bigint(),
            draft.corsOrigins());
    return Optional.of(
        new Version(
            VersionHashing.hash(metadata, sources),
            metadata,
            manifest,
            modules,
            bundle.disableBytecodeCache()));
  }
}
