package dev.alcove.engine;

import java.util.function.BooleanSupplier;

/** Feeds a realm with what happens, until something is so. On the guest thread. */
final class EventLoop {
  private EventLoop() {}

  /**
   * Turns until {@code done}.
   *
   * @return false if it is not so and never can be: nothing is under way
   */
  static boolean turn(ActiveRun run, Realm realm, BooleanSupplier done)
      throws InterruptedException {
    while (!done.getAsBoolean()) {
      switch (run.mailbox().take()) {
        case Mailbox.Event.Completed(int id, Answer answer) -> realm.settle(id, answer);
        case Mailbox.Event.TimerDue(int id) -> realm.fire(id);
        case Mailbox.Event.SoftTimeout() -> {
          if (realm.timeOut()) {
            run.mailbox().takeSoft();
          }
        }
        case Mailbox.Event.Ended() -> throw new InterruptedException();
        case Mailbox.Event.Idle() -> {
          return false;
        }
      }
    }
    return true;
  }
}
