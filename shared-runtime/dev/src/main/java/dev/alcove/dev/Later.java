package dev.alcove.dev;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A value that is made in the background, so that the start does not wait for the classes that it
 * needs, or at its first use. Thread-safe.
 */
final class Later<T> implements Supplier<T> {
  private final Supplier<T> make;
  private final CompletableFuture<T> made = new CompletableFuture<>();
  private boolean begun; // guarded by this

  private Later(Supplier<T> make) {
    this.make = requireNonNull(make, "make is null");
  }

  /** Made when somebody asks first. */
  static <T> Later<T> onUse(Supplier<T> make) {
    return new Later<>(make);
  }

  /** Being made from now on. */
  static <T> Later<T> soon(Supplier<T> make) {
    Later<T> later = new Later<>(make);
    Thread.ofPlatform().daemon().name("alcove-start").start(later::begin);
    return later;
  }

  private void begin() {
    synchronized (this) {
      if (begun) {
        return;
      }
      begun = true;
    }
    try {
      made.complete(make.get());
    } catch (RuntimeException | Error e) {
      made.completeExceptionally(e);
    }
  }

  /** The value; what making it has thrown is thrown here. */
  @Override
  public T get() {
    begin();
    try {
      return made.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
