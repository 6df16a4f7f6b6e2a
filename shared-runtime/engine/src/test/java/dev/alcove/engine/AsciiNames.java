package dev.alcove.engine;

import dev.alcove.domain.Limits;
import dev.alcove.domain.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Guests in a process whose file names are ASCII. {@link AsciiNamesTest} starts it. */
final class AsciiNames {
  private AsciiNames() {}

  /** Prints in ASCII what a guest gave that imports a module by a name that is not. */
  public static void main(String[] words) {
    Guests guests =
        Guests.esm(
                "import { a } from './preise/\u00fcber.js';\n"
                    + "export const main = () => import('./\u4ef7/keins.js').then(() => 'there',"
                    + " () => [a, 'not there']);")
            .with("preise/\u00fcber.js", "import { b } from '../\u4ef7.js'; export const a = b;")
            .with("\u4ef7.js", "export const b = 42;");
    try (GuestEngine engine = Engines.create()) {
      GuestResult result = guests.on(engine);
      GuestEngine.LinkReport report =
          engine.link(
              new TenantId("acme"),
              guests.modules().values(),
              Map.of("main.js", List.of("main")),
              guests.dialect(),
              Limits.DEFAULT);
      String said =
          result.outcome()
              + " "
              + result.output()
              + " "
              + result.failure()
              + " "
              + report.problems()
              + " "
              + engine.spoiltBy();
      System.out.println(
          new String(said.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
    }
  }
}
