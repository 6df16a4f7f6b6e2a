package dev.alcove.domain;

/** What an endpoint may do to the key-value store (CCF). */
public enum Mode {
  READWRITE,
  READONLY,
  HISTORICAL
}
