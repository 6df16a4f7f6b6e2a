package dev.alcove.aws;

import dev.alcove.domain.TenantId;

/** The partitions of a tenant in the table {@code data}; all begin with {@link #prefix}. */
final class Partitions {
  private Partitions() {}

  /** What a session of the strict tier is bound to. No other tenant's prefix begins so. */
  static String prefix(TenantId tenant) {
    return "T#" + tenant + "#";
  }

  static String log(TenantId tenant) {
    return prefix(tenant) + "LOG";
  }

  /** The items of a logged map. The name comes last, so that it may hold any character. */
  static String map(TenantId tenant, String map) {
    return prefix(tenant) + "KV#" + map;
  }

  /** The items of a map that is declared {@code point}. */
  static String points(TenantId tenant, String map) {
    return prefix(tenant) + "PT#" + map;
  }

  /** The names of all maps that ever held an item. */
  static String mapNames(TenantId tenant) {
    return prefix(tenant) + "MAPS";
  }

  static String storage(TenantId tenant) {
    return prefix(tenant) + "STO";
  }

  static String inbox(TenantId tenant) {
    return prefix(tenant) + "IN";
  }

  static String runs(TenantId tenant) {
    return prefix(tenant) + "RUN";
  }

  /** Where a run's record is, by its execution. */
  static String runTimes(TenantId tenant) {
    return prefix(tenant) + "RUNX";
  }

  static String busy(TenantId tenant) {
    return prefix(tenant) + "BUSY";
  }

  static String rate(TenantId tenant) {
    return prefix(tenant) + "RATE";
  }

  /** How many events descend from a root event. */
  static String roots(TenantId tenant) {
    return prefix(tenant) + "ROOT";
  }

  static String deadLetters(TenantId tenant) {
    return prefix(tenant) + "DEAD";
  }

  static String usage(TenantId tenant) {
    return prefix(tenant) + "USE";
  }

  /** From where on the tenant's log lines may be shown, after it was removed. */
  static String logErasure(TenantId tenant) {
    return prefix(tenant) + "LOGS";
  }
}
