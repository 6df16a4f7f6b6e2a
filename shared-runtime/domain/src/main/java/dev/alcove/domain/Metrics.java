package dev.alcove.domain;

/** Port: numbers about runs. Thread-safe; never holds up a run. */
public interface Metrics extends TenantScoped {
  /** One run has ended. */
  void run(TenantId tenant, AppName app, String entry, Outcome outcome, Receipt receipt);

  /**
   * A script has published {@code script.metric}.
   *
   * @param data the JSON object it gave
   */
  void script(TenantId tenant, AppName app, String entry, String data);
}
