package dev.alcove.cli;

/** How the command ends, for scripts that use it. */
final class ExitCode {
  static final int OK = 0;

  /** What was asked for was refused or has failed. */
  static final int FAILED = 1;

  /** The command line cannot be understood. */
  static final int USAGE = 2;

  /** There is no server to ask. */
  static final int NO_SERVER = 3;

  /** A mistake of ours: EX_SOFTWARE. */
  static final int BUG = 70;

  private ExitCode() {}
}
