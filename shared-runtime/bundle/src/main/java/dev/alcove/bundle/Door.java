package dev.alcove.bundle;

/** Whose checks a bundle's {@code endpoints} get. */
public enum Door {
  /** Ours: strict, so that what is accepted also runs. */
  ALCOVE,
  /**
   * CCF's: the bundle came as a {@code set_js_app} proposal. What CCF does not check is not checked
   * either, and fails when a request meets it, as it does there.
   */
  CCF
}
