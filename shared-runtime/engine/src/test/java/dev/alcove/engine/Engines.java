package dev.alcove.engine;

/** Engines for tests: none loads classes, since all share one process. */
final class Engines {
  private static final EngineSettings D = EngineSettings.DEFAULT;

  private Engines() {}

  static GuestEngine create() {
    return GuestEngine.create(settings(10, 0, 1_000), System::nanoTime);
  }

  static EngineSettings settings(int runsAtOnce, int prepared, long graceMillis) {
    return new EngineSettings(
        runsAtOnce,
        prepared,
        D.preparedBytes(),
        D.admissionMillis(),
        1,
        D.cachedBytes(),
        D.heapDivisor(),
        graceMillis,
        D.argumentBytes(),
        D.timersAtOnce(),
        D.stackBytes(),
        false);
  }

  /** Whose tenants' engines may weigh so much together, bytes. */
  static EngineSettings withRoomFor(long cachedBytes) {
    return new EngineSettings(
        10,
        0,
        D.preparedBytes(),
        D.admissionMillis(),
        1,
        cachedBytes,
        D.heapDivisor(),
        1_000,
        D.argumentBytes(),
        D.timersAtOnce(),
        D.stackBytes(),
        false);
  }
}
