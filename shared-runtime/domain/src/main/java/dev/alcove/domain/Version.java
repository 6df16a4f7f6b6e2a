package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An immutable state of an app: checked, linked, ready to run.
 *
 * @param metadata the canonical {@code app.json} that the manifest was read from
 * @param modules by name
 * @param disableBytecodeCache whether who sent it wanted nothing compiled ahead of its runs (CCF);
 *     no part of the hash, so of two that differ in this alone the first is kept
 */
public record Version(
    VersionHash hash,
    String metadata,
    Manifest manifest,
    SortedMap<String, Module> modules,
    boolean disableBytecodeCache) {
  public Version {
    requireNonNull(hash, "hash is null");
    requireNonNull(metadata, "metadata is null");
    requireNonNull(manifest, "manifest is null");
    modules = Collections.unmodifiableSortedMap(new TreeMap<>(modules));
  }

  /** A version whose code may be compiled ahead of its runs. */
  public Version(
      VersionHash hash, String metadata, Manifest manifest, SortedMap<String, Module> modules) {
    this(hash, metadata, manifest, modules, false);
  }

  /** What this version weighs in a cache, in bytes: two for each character. */
  public long weight() {
    long weight = metadata.length();
    for (Map.Entry<String, Module> module : modules.entrySet()) {
      weight += module.getKey().length() + module.getValue().source().length();
    }
    return 2 * weight;
  }
}
