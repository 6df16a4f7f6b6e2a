package dev.alcove.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * A checked {@code app.json}.
 *
 * @param pointMaps the maps declared {@code "point"} under {@code kv}
 * @param eval whether scripts may evaluate text; endpoints always may (CCF has it)
 * @param bigint whether scripts have BigInt; endpoints always have
 * @param corsOrigins origins that browsers may call from; empty: no CORS headers
 */
public record Manifest(
    List<Endpoint> endpoints,
    List<Script> scripts,
    DeclaredCapabilities capabilities,
    Set<String> pointMaps,
    LimitOverrides limits,
    boolean eval,
    boolean bigint,
    List<String> corsOrigins) {
  public Manifest {
    endpoints = List.copyOf(endpoints);
    scripts = List.copyOf(scripts);
    requireNonNull(capabilities, "capabilities is null");
    pointMaps = Set.copyOf(pointMaps);
    requireNonNull(limits, "limits is null");
    corsOrigins = List.copyOf(corsOrigins);
  }
}
