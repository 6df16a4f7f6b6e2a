package dev.alcove.local;

/** What an acknowledged write survives. A later stronger write makes all earlier ones as strong. */
enum Durability {
  /** A crash of this process, {@code kill -9} included; a power failure may take the last ones. */
  PROCESS("NORMAL"),
  /** A power failure as well. */
  POWER("FULL");

  private final String synchronous;

  Durability(String synchronous) {
    this.synchronous = synchronous;
  }

  /** The value of SQLite's pragma {@code synchronous}. */
  String synchronous() {
    return synchronous;
  }
}
