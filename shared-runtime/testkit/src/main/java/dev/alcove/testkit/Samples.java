package dev.alcove.testkit;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Event;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Values that the contracts share. */
final class Samples {
  static final TenantId ACME = new TenantId("acme");

  /** Another tenant, whose id begins like the first one's. */
  static final TenantId ACME2 = new TenantId("acme-2");

  static final AppName APP = AppName.MAIN;
  static final AppName OTHER_APP = new AppName("shop");
  static final ScriptRef SCRIPT = script(ACME, "update-analytics");
  static final User USER =
      new User("u1", "zoe@acme.example", "Zoë", Set.of("ScriptRead", "ScriptExecute"));

  /** Texts that a store could confuse: empty, with separators, quotes, wildcards, other planes. */
  static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "a#b",
          "a#",
          "#a",
          "a/b",
          "a:b",
          "a|b",
          "a\\b",
          "a'b",
          "a\"b",
          "a%",
          "a_",
          "a*",
          "a?",
          "a\u0000b",
          "a\nb",
          "e\u0301",
          "\u00e9",
          "\u00df",
          "\uff61",
          "\ud83e\udd8a",
          "null");

  private Samples() {}

  static ScriptRef script(TenantId tenant, String name) {
    return new ScriptRef(tenant, APP, new ScriptName(name));
  }

  static ExecutionId execution(int number) {
    return new ExecutionId("exec-" + number);
  }

  static Event event(TenantId tenant, String id) {
    return new Event(
        id,
        tenant,
        "alcove." + tenant,
        "order.created",
        "{\"order\":{\"id\":17,\"note\":\"für \ud83e\udd8a\"}}",
        1,
        "root-1",
        TestClock.START,
        Optional.of("u1"));
  }

  static QueuedRun run(ScriptRef script, int number) {
    return new QueuedRun(
        script,
        "event-" + number,
        execution(number),
        TriggeredBy.EVENT,
        TestClock.START,
        1,
        "root-1",
        Optional.of(USER),
        "{\"id\":\"event-" + number + "\"}");
  }
}
