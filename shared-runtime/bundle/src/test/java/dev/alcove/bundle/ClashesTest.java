package dev.alcove.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClashesTest {
  private static Bundle app(String path, String script, String hook, String route) {
    String manifest =
        """
        {"endpoints": {"%s": {"get": {"js_module": "e.js", "js_function": "f", "mode": "readonly",
                       "forwarding_required": "never", "authn_policies": []}}},
         "scripts": {
           "%s": {"type": "one_off", "js_module": "s.js"},
           "%s-hook": {"type": "embedded", "hook": "%s", "js_module": "s.js", "js_function": "main"},
           "%s-http": {"type": "http", "method": "GET", "path": "%s", "js_module": "s.js",
                       "js_function": "main"}}}
        """
            .formatted(path, script, script, hook, script, route);
    return Bundle.of(
        manifest, Map.of("e.js", "export function f() {}", "s.js", "function main() {}"));
  }

  @Test
  void namesBothAppsOfEachClash() {
    Manifest live =
        Compiling.version(app("/a/{x}", "s", "order.validate", "/api/custom/{a}")).manifest();

    Compilation clash =
        Compiling.compile(
            app("/a/{y}", "s", "order.validate", "/api/custom/{b}"),
            Map.of(new AppName("shop"), live));

    assertThat(((Compilation.Refused) clash).problems())
        .extracting(Problem::message)
        .containsExactly(
            "Apps `main` and `shop` of this tenant both claim route `GET /a/{y}`.",
            "Apps `main` and `shop` of this tenant both claim script name `s`.",
            "Apps `main` and `shop` of this tenant both claim script name `s-hook`.",
            "Apps `main` and `shop` of this tenant both claim hook `order.validate`.",
            "Apps `main` and `shop` of this tenant both claim script name `s-http`.",
            "Apps `main` and `shop` of this tenant both claim route `GET /api/custom/{b}`.");
  }

  @Test
  void letsAnAppReplaceItselfAndLiveBesideOthers() {
    Bundle bundle = app("/a/{x}", "s", "order.validate", "/api/custom/{a}");
    Manifest live = Compiling.version(bundle).manifest();
    Bundle other = app("/b/{x}", "t", "order.check", "/api/custom/x/{a}");

    assertThat(
            List.of(
                Compiling.compile(bundle, Map.of(AppName.MAIN, live)),
                Compiling.compile(other, Map.of(new AppName("shop"), live))))
        .allMatch(Compilation.Compiled.class::isInstance);
  }
}
