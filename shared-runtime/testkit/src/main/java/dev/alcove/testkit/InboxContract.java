package dev.alcove.testkit;

import static dev.alcove.testkit.Samples.ACME;
import static dev.alcove.testkit.Samples.ACME2;
import static dev.alcove.testkit.Samples.APP;
import static dev.alcove.testkit.Samples.OTHER_APP;
import static dev.alcove.testkit.Samples.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Inbox;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Inbox} does. */
public abstract class InboxContract {
  private static final Duration KEPT = Duration.ofDays(7);

  private TestClock clock;
  private Inbox inbox;

  /** An empty inbox that lives by {@code clock}. Called once before each test. */
  protected abstract Inbox open(TestClock clock);

  @BeforeEach
  void openInbox() {
    clock = new TestClock();
    inbox = open(clock);
  }

  private void mark(ScriptRef script, String eventId) {
    inbox.mark(new InboxMark(script, eventId, clock.now().plus(KEPT)));
  }

  @Test
  void containsWhatWasMarkedUntilForgotten() {
    assertThat(inbox.contains(SCRIPT, "e1")).isFalse();
    mark(SCRIPT, "e1");
    assertThat(inbox.contains(SCRIPT, "e1")).isTrue();
    assertThat(inbox.contains(SCRIPT, "e2")).isFalse();
    inbox.forget(SCRIPT, "e1");
    assertThat(inbox.contains(SCRIPT, "e1")).isFalse();
  }

  @Test
  void markingAndForgettingTwiceIsNoError() {
    mark(SCRIPT, "e1");
    mark(SCRIPT, "e1");
    assertThat(inbox.contains(SCRIPT, "e1")).isTrue();
    inbox.forget(SCRIPT, "e1");
    inbox.forget(SCRIPT, "e1");
    assertThat(inbox.contains(SCRIPT, "e1")).isFalse();
  }

  @Test
  void eachScriptHasItsOwnMarks() {
    mark(SCRIPT, "e1");
    assertThat(inbox.contains(new ScriptRef(ACME2, APP, SCRIPT.script()), "e1")).isFalse();
    assertThat(inbox.contains(new ScriptRef(ACME, OTHER_APP, SCRIPT.script()), "e1")).isFalse();
    assertThat(inbox.contains(new ScriptRef(ACME, APP, new ScriptName("update")), "e1")).isFalse();
    inbox.forget(new ScriptRef(ACME2, APP, SCRIPT.script()), "e1");
    assertThat(inbox.contains(SCRIPT, "e1")).isTrue();
  }

  @Test
  void oddIdsStayApart() {
    ScriptRef shorter = Samples.script(ACME, "update");
    for (String id : Samples.ODD_TEXTS) {
      assertThat(inbox.contains(SCRIPT, id)).as("id <%s>", id).isFalse();
      mark(SCRIPT, id);
      mark(shorter, SCRIPT.script() + "#" + id);
      assertThat(inbox.contains(SCRIPT, id)).as("id <%s>", id).isTrue();
    }
    assertThat(inbox.contains(SCRIPT, "cron:2026-03-02T09:30:00Z")).isFalse();
  }

  @Test
  void aMarkIsGoneFromTheMomentOfExpiry() {
    mark(SCRIPT, "e1");
    clock.advance(KEPT.minusSeconds(1));
    assertThat(inbox.contains(SCRIPT, "e1")).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(inbox.contains(SCRIPT, "e1")).isFalse();
    mark(SCRIPT, "e1");
    assertThat(inbox.contains(SCRIPT, "e1")).isTrue();
  }

  @Test
  void erasesOneTenantOnly() {
    ScriptRef theirs = new ScriptRef(ACME2, APP, SCRIPT.script());
    mark(SCRIPT, "e1");
    mark(theirs, "e1");
    inbox.erase(ACME);
    inbox.erase(ACME);
    assertThat(inbox.contains(SCRIPT, "e1")).isFalse();
    assertThat(inbox.contains(theirs, "e1")).isTrue();
  }
}
