package dev.alcove.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable sequence of bytes that compares by content, unsigned and lexicographically. */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Copies {@code content}. */
  public static Bytes copyOf(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /**
   * Takes {@code content} without a copy: for callers that made the array and never touch it again.
   */
  public static Bytes owning(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content);
  }

  /** The UTF-8 form of {@code text}. */
  public static Bytes utf8(String text) {
    return owning(requireNonNull(text, "text is null").getBytes(UTF_8));
  }

  /** The bytes that {@code hex}, of lower or upper case digits, writes. */
  public static Bytes ofHex(String hex) {
    return owning(HexFormat.of().parseHex(hex));
  }

  public int size() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  /** A copy that the caller may change. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Reads this as UTF-8; what is not UTF-8 becomes the replacement character. */
  public String text() {
    return new String(content, UTF_8);
  }

  /** Two lower-case digits for each byte. */
  public String hex() {
    return HexFormat.of().formatHex(content);
  }

  /** The SHA-256 digest of these bytes. */
  public Bytes sha256() {
    try {
      return owning(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Says the size only: the content may be a tenant's secret. */
  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
