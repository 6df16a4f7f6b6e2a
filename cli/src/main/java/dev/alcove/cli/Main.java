package dev.alcove.cli;

/** The {@code alcove} command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Alcove.run(Surroundings.ofProcess(), args));
  }
}
