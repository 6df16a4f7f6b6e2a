package dev.alcove.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import dev.alcove.local.WorldException.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a data folder to one process by a lock of the operating system, which a killed process
 * cannot leave behind. The file {@code lock} in it names the holder, for people.
 */
final class FolderLock implements AutoCloseable {
  /** The folders of this process: the operating system's lock does not keep it from itself. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** Far behind the text, so that others can read who holds it where locks are mandatory. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int MOST_TEXT = 64;

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = requireNonNull(folder, "folder is null");
    this.channel = requireNonNull(channel, "channel is null");
  }

  /**
   * Makes the folder if it is not there, and locks it.
   *
   * @throws WorldException NOT_WRITABLE or IN_USE
   */
  static FolderLock take(Path folder) {
    Path real;
    try {
      real = Files.createDirectories(folder).toRealPath();
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
    if (!HELD.add(real)) {
      throw inUse(folder, "this process (" + ProcessHandle.current().pid() + ")");
    }
    try {
      return new FolderLock(real, locked(real));
    } catch (RuntimeException e) {
      HELD.remove(real);
      throw e;
    }
  }

  private static FileChannel locked(Path folder) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(folder.resolve("lock"), CREATE, READ, WRITE);
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        String holder = holder(channel);
        channel.close();
        throw inUse(folder, holder);
      }
      channel.truncate(0);
      channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"), 0);
      return channel;
    } catch (IOException e) {
      closeQuietly(channel, e);
      throw notWritable(folder, e);
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel, IOException e) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MOST_TEXT);
    channel.read(text, 0);
    String pid = UTF_8.decode(text.flip()).toString().strip();
    return pid.isEmpty() ? "another process" : "process " + pid;
  }

  private static WorldException inUse(Path folder, String holder) {
    return new WorldException(
        Problem.IN_USE,
        "The data folder `"
            + folder
            + "` is in use by "
            + holder
            + ". Stop that one, or name another data folder.");
  }

  private static WorldException notWritable(Path folder, IOException e) {
    return new WorldException(
        Problem.NOT_WRITABLE,
        "The data folder `"
            + folder
            + "` cannot be written. Name another one, or give yourself the right to write there.",
        e);
  }

  /** The folder, without symbolic links. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    // Closed twice it must not open the folder to others that somebody has taken since.
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } finally {
      HELD.remove(folder);
    }
  }
}
