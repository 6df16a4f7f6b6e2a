package dev.alcove.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of CCF's {@code set_js_app}, and that there are no others. */
class CcfDoorTest {
  private static final String INFO =
      "'js_module':'a.js','js_function':'f','mode':'readonly','forwarding_required':'never',"
          + "'authn_policies':[]";

  private static Bundle args(String args) {
    return BundleReader.fromJson(
        Bytes.utf8(("{'actions':[{'name':'set_js_app','args':" + args + "}]}").replace('\'', '"')));
  }

  private static Bundle endpoints(String endpoints) {
    return bundle(endpoints, "[{'name':'a.js','module':'export function f() {}'}]");
  }

  private static Bundle bundle(String endpoints, String modules) {
    return args(
        "{'bundle':{'metadata':{'endpoints':" + endpoints + "},'modules':" + modules + "}}");
  }

  private static Bundle endpoint(String info) {
    return endpoints("{'/foo':{'post':{" + info + "}}}");
  }

  private static List<String> messages(Bundle bundle) {
    return switch (Compiling.compile(bundle)) {
      case Compilation.Compiled _ -> List.of();
      case Compilation.Refused refused ->
          refused.problems().stream().map(Problem::message).toList();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | bundle must be of type object but is undefined",
        "{'bundle':1} | bundle must be of type object but is number",
        "{'bundle':{'metadata':{'endpoints':{}}}} | bundle.modules must be an array",
        "{'bundle':{'metadata':{'endpoints':{}},'modules':{}}} | bundle.modules must be an array",
        "{'bundle':{'metadata':{'endpoints':{}},'modules':['x']}} |"
            + " bundle.modules[0] must be of type object but is string",
        "{'bundle':{'metadata':{'endpoints':{}},'modules':[{'module':''}]}} |"
            + " bundle.modules[0].name must be of type string but is undefined",
        "{'bundle':{'metadata':{'endpoints':{}},'modules':[{'name':'a.js','module':null}]}} |"
            + " bundle.modules[0].module must be of type string but is object",
        "{'bundle':{'modules':[]}} | bundle.metadata must be of type object but is undefined",
        "{'bundle':{'metadata':true,'modules':[]}} |"
            + " bundle.metadata must be of type object but is boolean",
        "{'bundle':{'metadata':{},'modules':[]}} |"
            + " bundle.metadata.endpoints must be of type object but is undefined",
        "{'bundle':{'metadata':{'endpoints':{}},'modules':[]},'disable_bytecode_cache':'yes'} |"
            + " disable_bytecode_cache must be of type boolean but is string"
      })
  void checksTheArguments(String args, String message) {
    assertThat(messages(args(args))).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'js_module':'a.js' | 'js_module':5 | .js_module must be of type string but is number",
        "'js_function':'f' | 'x':0 | .js_function must be of type string but is undefined",
        "'mode':'readonly' | 'mode':'r' | .mode must be one of readwrite,readonly,historical",
        "'mode':'readonly' | 'x':0 | .mode must be one of readwrite,readonly,historical",
        "'forwarding_required':'never' | 'forwarding_required':1 | .forwarding_required must be one"
            + " of sometimes,always,never",
        "'mode':'readonly' | 'mode':'readonly','redirection_strategy':null | .redirection_strategy"
            + " must be one of none,to_primary,to_backup",
        "'mode':'readonly' | 'mode':'readonly','openapi':'' | .openapi must be of type object but"
            + " is string",
        "'mode':'readonly' | 'mode':'readonly','openapi_hidden':0 | .openapi_hidden must be of type"
            + " boolean but is number",
        "'authn_policies':[] | 'authn_policies':'jwt' | .authn_policies must be an array",
        "'authn_policies':[] | 'authn_policies':['jwt',7] | .authn_policies[1] must be of type"
            + " string or object but is number",
        "'authn_policies':[] | 'authn_policies':[{}] | .authn_policies[0].all_of must be an array",
        "'authn_policies':[] | 'authn_policies':[{'all_of':['jwt',null]}] |"
            + " .authn_policies[0].all_of[1] must be of type string but is object"
      })
  void checksEachEndpoint(String good, String bad, String message) {
    assertThat(messages(endpoint(INFO.replace(good, bad))))
        .containsExactly("bundle.metadata.endpoints[\"/foo\"][\"post\"]" + message);
  }

  @Test
  void checksInCcfsOrder() {
    assertThat(messages(endpoint("'js_module':'b.js'")))
        .containsExactly(
            "bundle.metadata.endpoints[\"/foo\"][\"post\"].js_function must be of type string but"
                + " is undefined",
            "bundle.metadata.endpoints[\"/foo\"][\"post\"].mode must be one of"
                + " readwrite,readonly,historical",
            "bundle.metadata.endpoints[\"/foo\"][\"post\"].forwarding_required must be one of"
                + " sometimes,always,never",
            "bundle.metadata.endpoints[\"/foo\"][\"post\"].authn_policies must be an array",
            "module 'b.js' not found in bundle");
  }

  @Test
  void checksUrlAndMethod() {
    assertThat(messages(endpoints("{'/foo':1,'/bar':{'get':'x'}}")))
        .containsExactly(
            "bundle.metadata.endpoints[\"/foo\"] must be of type object but is number",
            "bundle.metadata.endpoints[\"/bar\"][\"get\"] must be of type object but is string");
  }

  @Test
  void acceptsWhatCcfAccepts() {
    Bundle bundle =
        endpoints(
            "{'no-slash':{'fetch':{"
                + INFO
                + "}},'/open/{x':{'get':{"
                + INFO
                + "}},'/t/{a}':{'get':{"
                + INFO
                + "}},'/t/{b}':{'get':{"
                + INFO.replace("'f'", "'nothing'")
                + ",'openapi':null,'openapi_hidden':null,'readonly':true}},'/p':{'get':{"
                + INFO.replace("[]", "['nobody',{'all_of':['jwt','any']}]")
                + "},'GET':{"
                + INFO.replace("readonly", "historical")
                + "}}}");

    Compilation.Compiled compiled = Compiling.compiled(bundle);

    assertThat(compiled.version().manifest().endpoints())
        .extracting(e -> e.method() + " " + e.path())
        .containsExactly("FETCH no-slash", "GET /t/{a}", "GET /t/{b}", "GET /p");
    assertThat(compiled.version().manifest().endpoints().getLast().mode())
        .isEqualTo(Mode.HISTORICAL);
    assertThat(compiled.warnings())
        .extracting(Problem::message)
        .contains("`GET /p` is there twice: the last one counts.")
        .anyMatch(message -> message.startsWith("Invalid templated path"));
  }

  @Test
  void keepsPoliciesThatNobodyKnows() {
    Endpoint endpoint =
        Compiling.version(endpoint(INFO.replace("[]", "['nobody',{'all_of':['user_cert','any']}]")))
            .manifest()
            .endpoints()
            .getFirst();

    assertThat(endpoint.policies())
        .containsExactly(
            new AuthnPolicy.Named("nobody"), new AuthnPolicy.AllOf(List.of("any", "user_cert")));
  }

  @Test
  void takesTheLastOfTwoKeysAndModules() {
    Bundle bundle =
        bundle(
            "{'/foo':{'post':{" + INFO + ",'mode':'historical'}}}",
            "[{'name':'a.js','module':'syntax error'},"
                + "{'name':'a.js','module':'export function f() {}'}]");

    assertThat(Compiling.version(bundle).manifest().endpoints().getFirst().mode())
        .isEqualTo(Mode.HISTORICAL);
  }

  @Test
  void checksTheRestAsOurs() {
    Bundle bundle =
        args(
            "{'bundle':{'metadata':{'endpoints':{},'scripts':{'a':{'type':'cron'}},'kvv':1},"
                + "'modules':[]}}");

    assertThat(messages(bundle))
        .containsExactly(
            "The manifest has an unknown key `kvv`.",
            "Script `a` has no `js_module`.",
            "Script `a` has no `schedule`.");
  }

  @Test
  void keepsTheKeyOfAReusedInterpreterAndTheWishForNoBytecode() {
    String bundle =
        "{'bundle':{'metadata':{'endpoints':{'/foo':{'post':{"
            + INFO
            + ",'interpreter_reuse':{'key':'k'}},'get':{"
            + INFO
            + ",'interpreter_reuse':{'key':1}}}}},'modules':[{'name':'a.js','module':'export"
            + " function f() {}'}]}";

    Version wished = Compiling.compiled(args(bundle + ",'disable_bytecode_cache':true}")).version();

    assertThat(wished.disableBytecodeCache()).isTrue();
    assertThat(wished.manifest().endpoints())
        .extracting(Endpoint::method, Endpoint::interpreterReuse)
        .containsExactlyInAnyOrder(tuple("POST", Optional.of("k")), tuple("GET", Optional.empty()));
    assertThat(Compiling.compiled(args(bundle + "}")).version().disableBytecodeCache()).isFalse();
  }

  @Test
  void compilesNothingWithoutTheBytecodeCache() {
    String bundle =
        "'bundle':{'metadata':{'endpoints':{'/foo':{'post':{"
            + INFO
            + "}}}},'modules':[{'name':'a.js','module':'export function f( {'}]}";

    assertThat(
            Compiling.compiled(args("{" + bundle + ",'disable_bytecode_cache':true}")).warnings())
        .singleElement()
        .extracting(Problem::file)
        .isEqualTo("a.js");
    assertThat(messages(args("{" + bundle + "}"))).hasSize(1);
  }
}
