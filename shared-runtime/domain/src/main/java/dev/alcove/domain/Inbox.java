package dev.alcove.domain;

/** Port: which events took effect already. Thread-safe. */
public interface Inbox extends TenantScoped {
  boolean contains(ScriptRef script, String eventId);

  /** Marks an event whose run has no commit to mark it in. */
  void mark(InboxMark mark);

  /** Forgets a mark, so that a redrive by hand runs again. */
  void forget(ScriptRef script, String eventId);
}
