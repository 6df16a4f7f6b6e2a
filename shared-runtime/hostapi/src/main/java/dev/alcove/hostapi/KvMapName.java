package dev.alcove.hostapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.domain.Mode;

/**
 * A map's name and what it says about who may use the map (CCF): names that begin with {@code
 * public:} are public, the rest private; the prefixes of governance and of CCF itself are for
 * reading or for nobody.
 */
record KvMapName(String text, Access access) {
  private static final int MOST_BYTES = 256;
  private static final String MORE =
      "See https://microsoft.github.io/CCF/main/audit/read_write_restrictions.html for more"
          + " detail.";

  /** Who may use a map of this name. */
  enum Access {
    /** By the mode of the entry. */
    APPLICATION,
    /** Read, by everybody. */
    READ_ONLY,
    NOBODY
  }

  /**
   * Reads a name that a guest gave.
   *
   * @throws HostException if the prefix is reserved or the name is not one
   */
  static KvMapName of(String text) {
    if (!Texts.isWellFormed(text)) {
      throw HostException.type("A map's name must be well-formed text.");
    }
    if (text.getBytes(UTF_8).length > MOST_BYTES) {
      throw HostException.type("A map's name must have at most 256 bytes.");
    }
    boolean isPublic = text.startsWith("public:");
    String bare = isPublic ? text.substring("public:".length()) : text;
    if (bare.startsWith("ccf.gov.") || bare.startsWith("ccf.internal.")) {
      return new KvMapName(text, isPublic ? Access.READ_ONLY : Access.NOBODY);
    }
    if (bare.startsWith("ccf.")) {
      throw HostException.type(
          "Map name '" + text + "' includes disallowed reserved prefix 'ccf.'");
    }
    return new KvMapName(text, Access.APPLICATION);
  }

  void mayRead(String method, Mode mode) {
    if (access == Access.NOBODY) {
      throw refusal(ErrorCode.FORBIDDEN, method, "inaccessible", mode);
    }
  }

  void mayWrite(String method, Mode mode) {
    mayRead(method, mode);
    if (access == Access.READ_ONLY || mode != Mode.READWRITE) {
      throw refusal(ErrorCode.READ_ONLY, method, "read-only", mode);
    }
  }

  private HostException refusal(ErrorCode code, String method, String state, Mode mode) {
    String context = mode == Mode.READWRITE ? "application" : "read-only application";
    return new HostException(
        "TypeError",
        code,
        "Cannot call %s on table named %s. This table is %s in current (%s) execution context. %s"
            .formatted(method, text, state, context, MORE));
  }
}
