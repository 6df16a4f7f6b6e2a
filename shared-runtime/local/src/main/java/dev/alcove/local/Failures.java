package dev.alcove.local;

import static java.util.Objects.requireNonNull;

import dev.alcove.local.WorldException.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's failures mean, in words for people. */
final class Failures {
  /** SQLite's extended codes carry the primary one in their low byte. */
  private static final int PRIMARY = 0xff;

  private final Path file;

  Failures(Path file) {
    this.file = requireNonNull(file, "file is null");
  }

  WorldException of(SQLException failure) {
    int code =
        failure instanceof SQLiteException known
            ? known.getResultCode().code & PRIMARY
            : failure.getErrorCode() & PRIMARY;
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return because(
          Problem.DISK_FULL,
          "The disk with `" + file + "` is full: nothing was written. Make room and try again.",
          failure);
    }
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return because(
          Problem.NOT_A_WORLD,
          "`" + file + "` is not an Alcove world. Move the file away, or name another data folder.",
          failure);
    }
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      return because(
          Problem.DAMAGED,
          "`"
              + file
              + "` is damaged. Put a backup in its place, or move it away to begin with an empty"
              + " world.",
          failure);
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code
        || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
        || code == SQLiteErrorCode.SQLITE_PERM.code) {
      return because(
          Problem.NOT_WRITABLE,
          "`" + file + "` cannot be written. Give yourself the right to write it and its folder.",
          failure);
    }
    return because(
        Problem.FAILED,
        "`" + file + "` could not be read or written: " + failure.getMessage() + ".",
        failure);
  }

  WorldException closed() {
    return new WorldException(Problem.CLOSED, "The world in `" + file + "` was closed.");
  }

  private static WorldException because(Problem problem, String message, SQLException cause) {
    return new WorldException(problem, message, cause);
  }
}
