package dev.alcove.wire;

import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import dev.alcove.domain.Script.Trigger;
import dev.alcove.domain.ScriptName;

/** The fields of a script inside a manifest. */
final class ScriptFields {
  private ScriptFields() {}

  static void put(Script script, FieldWriter out) {
    out.text("name", script.name().value());
    out.object("trigger", script.trigger(), ScriptFields::putTrigger);
    out.text("module", script.module());
    out.text("function", script.function());
    out.list("policies", script.policies(), ManifestFormat::putPolicy);
    out.flag("atomic", script.atomic());
    out.object("limits", script.limits(), ManifestFormat::putLimits);
  }

  static Script take(FieldReader in) {
    return new Script(
        in.value("name", ScriptName::new),
        in.object("trigger", ScriptFields::takeTrigger),
        in.text("module"),
        in.text("function"),
        in.list("policies", ManifestFormat::takePolicy),
        in.flag("atomic"),
        in.object("limits", ManifestFormat::takeLimits));
  }

  private static void putTrigger(Trigger trigger, FieldWriter out) {
    out.text("kind", trigger.kind());
    switch (trigger) {
      case Script.Http http -> {
        out.text("method", http.method());
        out.text("path", http.path().toString());
      }
      case Script.Cron cron -> {
        out.text("expression", cron.expression());
        out.object("schedule", cron.schedule(), ScheduleFormat::putCron);
        out.word("overlap", cron.overlap());
      }
      case Script.Event event -> out.text("pattern", event.pattern());
      case Script.Embedded embedded -> out.text("hook", embedded.hook());
      case Script.OneOff _ -> {}
    }
  }

  private static Trigger takeTrigger(FieldReader in) {
    String kind = in.text("kind");
    return switch (kind) {
      case "http" -> new Script.Http(in.text("method"), in.value("path", PathTemplate::parse));
      case "cron" ->
          new Script.Cron(
              in.text("expression"),
              in.object("schedule", ScheduleFormat::takeCron),
              in.word("overlap", Script.Overlap.class));
      case "event" -> new Script.Event(in.text("pattern"));
      case "embedded" -> new Script.Embedded(in.text("hook"));
      case "one_off" -> new Script.OneOff();
      default -> throw new IllegalArgumentException("kind `" + kind + "` is not known.");
    };
  }
}
