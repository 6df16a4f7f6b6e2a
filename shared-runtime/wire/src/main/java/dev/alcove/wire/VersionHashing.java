package dev.alcove.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.domain.VersionHash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** Computes the name of a version from its content; {@code docs/formats.md} defines it. */
public final class VersionHashing {
  private VersionHashing() {}

  /**
   * The hash of a version: SHA-256 over {@code app.json} and then, in the order of the names, the
   * name and source of each module; before each of these texts its length in bytes as 4 bytes, so
   * that no two different versions give the same bytes.
   *
   * @param canonicalAppJson as {@link Json#canonical} gives it
   * @param modules the sources by name
   */
  public static VersionHash hash(String canonicalAppJson, SortedMap<String, String> modules) {
    MessageDigest digest = sha256();
    update(digest, canonicalAppJson);
    // A map's own order may be another one; the hash must not depend on it.
    SortedMap<String, String> byName = new TreeMap<>();
    byName.putAll(modules);
    byName.forEach(
        (name, source) -> {
          update(digest, name);
          update(digest, source);
        });
    return new VersionHash(HexFormat.of().formatHex(digest.digest()));
  }

  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
