package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.dispatch.RouteTable.Routed;
import dev.alcove.domain.AppName;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.Script;
import dev.alcove.domain.Version;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rules are chapter 2 of CCF's semantics. */
class RouteTableTest {
  private final RouteTable table =
      table(
          List.of(
              Samples.endpoint("post", "/compute"),
              Samples.endpoint("get", "/compute2/{op}/{left}/{right}"),
              Samples.endpoint("get", "/foo/bar"),
              Samples.endpoint("post", "/foo/{x}"),
              Samples.endpoint("get", "/twice/{a}"),
              Samples.endpoint("get", "/{b}/once"),
              Samples.endpoint("put", "/foo/bar"),
              Samples.endpoint("delete", "/foo/bar")));

  @Test
  void exactPath_isFound_withoutParameters() {
    assertThat(table.route("POST", "/compute"))
        .isInstanceOfSatisfying(
            Routed.Found.class,
            found -> {
              assertThat(found.params()).isEmpty();
              assertThat(found.template()).isEqualTo("/compute");
            });
  }

  @Test
  void parameters_staySafelyEncoded() {
    assertThat(table.route("GET", "/compute2/add/1%2F2/3"))
        .isInstanceOfSatisfying(
            Routed.Found.class,
            found ->
                assertThat(found.params())
                    .isEqualTo(Map.of("op", "add", "left", "1%2F2", "right", "3")));
  }

  @Test
  void exactPath_winsOnlyForItsOwnVerb() {
    assertThat(table.route("POST", "/foo/bar"))
        .isInstanceOfSatisfying(
            Routed.Found.class, found -> assertThat(found.template()).isEqualTo("/foo/{x}"));
  }

  @Test
  void severalTemplates_areAnErrorThatNamesThem() {
    assertThat(table.route("GET", "/twice/once"))
        .isEqualTo(new Routed.Ambiguous(List.of("/twice/{a}", "/{b}/once")));
  }

  @Test
  void otherVerbs_areListedInAlphabeticalOrder() {
    assertThat(table.route("PATCH", "/foo/bar"))
        .isEqualTo(new Routed.OtherVerbs(List.of("DELETE", "GET", "POST", "PUT")));
  }

  @Test
  void trailingSlashAndCase_matter() {
    assertThat(table.route("POST", "/compute/")).isEqualTo(new Routed.Nowhere());
    assertThat(table.route("POST", "/Compute")).isEqualTo(new Routed.Nowhere());
  }

  @Test
  void scripts_areFoundBesideEndpointsOfAnotherApp() {
    SortedMap<AppName, Version> apps = new TreeMap<>();
    apps.put(
        new AppName("one"), Samples.version("", List.of(Samples.endpoint("get", "/a")), List.of()));
    apps.put(
        new AppName("two"),
        Samples.version(
            "",
            List.of(),
            List.of(
                Samples.script(
                    "report",
                    new Script.Http("GET", PathTemplate.parse("/api/custom/report")),
                    "handleRequest",
                    false))));
    RouteTable both = new RouteTable(apps);
    assertThat(both.route("GET", "/a")).isInstanceOf(Routed.Found.class);
    assertThat(both.route("GET", "/api/custom/report"))
        .isInstanceOfSatisfying(
            Routed.Found.class,
            found -> assertThat(found.target().app()).isEqualTo(new AppName("two")));
  }

  private static RouteTable table(List<Endpoint> endpoints) {
    SortedMap<AppName, Version> apps = new TreeMap<>();
    apps.put(AppName.MAIN, Samples.version("", endpoints, List.of()));
    return new RouteTable(apps);
  }
}
