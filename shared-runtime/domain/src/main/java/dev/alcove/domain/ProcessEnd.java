package dev.alcove.domain;

/**
 * Port: what happens when this process must not run guests any more. The laptop exits with 86 and
 * is started again; Lambda throws an error that its runtime reports. Thread-safe.
 */
public interface ProcessEnd {
  /** Called once the answers of the spoilt run are on their way. May not return. */
  void spoilt(String reason);
}
