package dev.alcove.dev;

import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;

/** What a listener asks about each request. Thread-safe; nothing here throws. */
interface Exchanges {
  HttpResponse answer(HttpRequest request);

  /** The answer to what could not be read as a request. */
  HttpResponse refuse(WireRefusal refusal);

  /** An answer is on its way. */
  void sent();
}
