package dev.alcove.bundle;

import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.LimitOverrides;
import java.util.List;
import java.util.Set;

/** A manifest as its author wrote it; the entries' handlers are not found yet. */
record ManifestDraft(
    List<EntryDraft.OfEndpoint> endpoints,
    List<EntryDraft.OfScript> scripts,
    DeclaredCapabilities capabilities,
    Set<String> pointMaps,
    LimitOverrides limits,
    boolean eval,
    boolean bigint,
    List<String> corsOrigins) {}
