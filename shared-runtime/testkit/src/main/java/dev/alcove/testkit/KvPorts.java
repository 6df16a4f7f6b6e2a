package dev.alcove.testkit;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Inbox;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.Outbox;
import dev.alcove.domain.StorageStore;

/** The ports whose items one commit writes together, over the same data. */
public record KvPorts(KvLog log, StorageStore storage, Outbox outbox, Inbox inbox) {
  public KvPorts {
    requireNonNull(log, "log is null");
    requireNonNull(storage, "storage is null");
    requireNonNull(outbox, "outbox is null");
    requireNonNull(inbox, "inbox is null");
  }
}
