package dev.alcove.bundle;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an author sent, read but not yet checked. A bundle of {@link Door#CCF} is made by {@link
 * BundleReader} only, which does CCF's checks: they need the whole proposal.
 *
 * @param manifest empty: there is none that could be read, and {@code problems} says why
 * @param modules the sources by name, without byte order marks
 * @param disableBytecodeCache what {@code set_js_app} said; false elsewhere
 * @param unread the names of modules that are there and could not be read
 * @param problems what reading found
 */
public record Bundle(
    Optional<ManifestText> manifest,
    SortedMap<String, String> modules,
    Door door,
    boolean disableBytecodeCache,
    Set<String> unread,
    List<Problem> problems) {
  /** The most that an app's {@code app.json} and modules may have together, in bytes of UTF-8. */
  public static final int MOST_BYTES = 4 * 1024 * 1024;

  /** The most that one module may have, in bytes of UTF-8. */
  public static final int MOST_MODULE_BYTES = 2 * 1024 * 1024;

  /** The most modules: a folder with more is a `node_modules` that was not meant to be sent. */
  public static final int MOST_MODULES = 2_000;

  public Bundle {
    requireNonNull(manifest, "manifest is null");
    modules = Collections.unmodifiableSortedMap(new TreeMap<>(modules));
    requireNonNull(door, "door is null");
    unread = Set.copyOf(unread);
    problems = List.copyOf(problems);
  }

  /** A bundle as its author has it, by our door. */
  public static Bundle of(String appJson, Map<String, String> modules) {
    return new Bundle(
        Optional.of(ManifestText.ofFile(appJson)),
        new TreeMap<>(modules),
        Door.ALCOVE,
        false,
        Set.of(),
        List.of());
  }
}
