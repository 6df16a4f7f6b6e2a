package dev.alcove.bundle;

import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.wire.Place;
import dev.alcove.wire.Shown;
import java.util.List;
import java.util.Optional;

/** An entry as the manifest has it, before anybody has looked at its module. */
sealed interface EntryDraft {
  /** What it is, as a message says it. */
  String shown();

  String module();

  Place modulePlace();

  Place functionPlace();

  record OfEndpoint(Endpoint endpoint, Place modulePlace, Place functionPlace)
      implements EntryDraft {
    @Override
    public String shown() {
      return "endpoint `" + endpoint.method() + " " + Shown.of(endpoint.path().toString()) + "`";
    }

    @Override
    public String module() {
      return endpoint.module();
    }
  }

  /**
   * A script whose handler is still to be found.
   *
   * @param function as declared; empty: by the rules for its kind
   */
  record OfScript(
      ScriptName name,
      Script.Trigger trigger,
      String module,
      Optional<String> function,
      List<AuthnPolicy> policies,
      boolean atomic,
      LimitOverrides limits,
      Place modulePlace,
      Place functionPlace)
      implements EntryDraft {
    @Override
    public String shown() {
      return "script `" + name + "`";
    }

    /** The script with its handler. */
    Script with(String handler) {
      return new Script(name, trigger, module, handler, policies, atomic, limits);
    }
  }
}
