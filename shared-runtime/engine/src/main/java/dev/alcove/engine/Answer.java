package dev.alcove.engine;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostException;

/** How a host operation ended, as the guest will see it. */
sealed interface Answer {
  /** JSON text; "" is {@code undefined}. */
  record Json(String text) implements Answer {}

  record Binary(Bytes bytes) implements Answer {}

  record Failed(HostException failure) implements Answer {}
}
