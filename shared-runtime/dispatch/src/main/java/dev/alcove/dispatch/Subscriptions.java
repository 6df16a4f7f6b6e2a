package dev.alcove.dispatch;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.event.ruler.Machine;

/**
 * Which event scripts of a tenant's live versions want an event, by EventBridge's own matcher.
 * Thread-safe.
 */
final class Subscriptions {
  /** A script that subscribes. */
  record Subscriber(AppName app, ScriptName script) {}

  private final Map<String, Subscriber> subscribers = new LinkedHashMap<>();
  private final Machine machine = Machine.builder().build();

  /**
   * Builds the matcher.
   *
   * @throws IllegalStateException if a pattern that was checked at deploy is not one
   */
  Subscriptions(SortedMap<AppName, Version> apps) {
    apps.forEach(
        (app, version) -> {
          for (Script script : version.manifest().scripts()) {
            if (script.trigger() instanceof Script.Event event) {
              add(new Subscriber(app, script.name()), event.pattern());
            }
          }
        });
  }

  private void add(Subscriber subscriber, String pattern) {
    String rule = "r" + subscribers.size();
    try {
      machine.addRule(rule, pattern);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the pattern of script " + subscriber.script() + " is not an event pattern", e);
    }
    subscribers.put(rule, subscriber);
  }

  /**
   * Those who want the event, in the order of the manifests.
   *
   * @param envelope the event as it is on the bus, JSON text
   */
  List<Subscriber> matching(String envelope) {
    List<String> rules;
    try {
      rules = machine.rulesForJSONEvent(envelope);
    } catch (Exception e) {
      // The matcher declares the general exception; an envelope that we wrote is always JSON.
      throw new IllegalStateException("an event's envelope cannot be matched", e);
    }
    List<Subscriber> found = new ArrayList<>();
    subscribers.forEach(
        (rule, subscriber) -> {
          if (rules.contains(rule)) {
            found.add(subscriber);
          }
        });
    return found;
  }
}
