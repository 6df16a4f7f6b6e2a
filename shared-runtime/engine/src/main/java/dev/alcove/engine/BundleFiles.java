package dev.alcove.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.alcove.domain.Module;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.io.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * What the module loader sees in place of a disk: the modules of one version at the root, nothing
 * else. Only names are looked up, in a map; no path ever reaches the operating system. Still paths
 * are the JDK's, which refuses what the operating system's file names cannot hold: where those are
 * ASCII, characters that are not are escaped. Thread-safe.
 */
final class BundleFiles implements FileSystem {
  private static final Path ROOT = Path.of("/");

  /** No module's name has a percent sign. */
  private static final Path NOWHERE = Path.of("/%");

  /** Whether some names cannot be paths here; encodings that hold this character hold all. */
  private static final boolean ESCAPES = !isPath("\ufffd");

  private static final Pattern ESCAPE = Pattern.compile("%([0-9a-f]{4})");
  private static final int LONGEST_PATH = 1024;

  /**
   * What a running guest gets in place of a module that is not there; the guard throws when it is
   * entered. The loader's own error has neither a code nor words for the author.
   */
  static final String MISSING = "/* alcove: no such module */";

  private final Function<String, @Nullable Module> modules;
  private final boolean strict;
  private final Map<String, byte[]> read = new ConcurrentHashMap<>();

  /** The addresses that paths stand for, kept for linking only: guests could ask for many. */
  private final Map<Path, String> addresses = new ConcurrentHashMap<>();

  private BundleFiles(Map<String, Module> modules, boolean strict) {
    this.modules = modules::get;
    this.strict = strict;
  }

  /** For linking: what is not there cannot be linked. */
  static BundleFiles strict(Map<String, Module> modules) {
    return new BundleFiles(modules, true);
  }

  /** For running: what is not there throws when it is imported. */
  static BundleFiles lenient(Map<String, Module> modules) {
    return new BundleFiles(modules, false);
  }

  @Override
  public Path parsePath(URI uri) {
    Path path = nowhere(uri.toString());
    if (strict) {
      addresses.put(path, uri.toString());
    }
    return path;
  }

  /** A path of no module; another for each text, since the loader keeps one module for a path. */
  private static Path nowhere(String text) {
    return NOWHERE.resolve(Integer.toHexString(text.hashCode()));
  }

  @Override
  public Path parsePath(String path) {
    // The loader shows the message of what it catches to the guest: so no exception from here.
    if (path.length() > LONGEST_PATH) {
      return nowhere(path);
    }
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      return Path.of(escaped(path));
    }
  }

  private static boolean isPath(String text) {
    try {
      return !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String escaped(String text) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        ascii.append(c);
      } else {
        ascii.append(String.format(Locale.ROOT, "%%%04x", (int) c));
      }
    }
    return ascii.toString();
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    find(path);
  }

  private Module find(Path path) throws NoSuchFileException {
    String name = nameOf(path);
    Module module = modules.apply(name);
    if (module == null) {
      throw new NoSuchFileException(name);
    }
    return module;
  }

  private String nameOf(Path path) {
    return addresses.getOrDefault(path, name(path));
  }

  /** The name of the module that a path stands for. */
  private static String name(Path path) {
    return unescaped(ROOT.relativize(ROOT.resolve(path).normalize()).toString());
  }

  /** A name as its author wrote it. */
  static String unescaped(String name) {
    if (!ESCAPES) {
      return name;
    }
    return ESCAPE
        .matcher(name)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    String name = nameOf(path);
    if (!strict && modules.apply(name) == null && !name.endsWith(".json")) {
      return new Content(MISSING.getBytes(UTF_8));
    }
    Module module = find(path);
    return new Content(read.computeIfAbsent(name, any -> module.source().getBytes(UTF_8)));
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return ROOT.resolve(path);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    if (strict) {
      find(path);
    }
    return ROOT.resolve(path).normalize();
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    find(path);
    return Map.of("isRegularFile", true, "isDirectory", false, "isSymbolicLink", false);
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attributes) throws IOException {
    throw new IOException("read-only");
  }

  @Override
  public void delete(Path path) throws IOException {
    throw new IOException("read-only");
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path dir, DirectoryStream.Filter<? super Path> filter) throws IOException {
    throw new IOException("not listed");
  }

  /** Bytes as a channel. */
  private static final class Content implements SeekableByteChannel {
    private final ByteBuffer bytes;
    private boolean open = true;

    Content(byte[] bytes) {
      this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    @Override
    public int read(ByteBuffer target) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int size = Math.min(target.remaining(), bytes.remaining());
      target.put(bytes.slice(bytes.position(), size));
      bytes.position(bytes.position() + size);
      return size;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public long position() {
      return bytes.position();
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      bytes.position(Math.toIntExact(Math.min(newPosition, bytes.limit())));
      return this;
    }

    @Override
    public long size() {
      return bytes.limit();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
