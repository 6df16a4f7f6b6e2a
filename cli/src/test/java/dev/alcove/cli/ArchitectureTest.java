package dev.alcove.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows between modules, and which module may see which library. */
class ArchitectureTest {
  private static final String ROOT = "dev.alcove.";
  private static final Path FUNCTIONS = Path.of("../functions");

  /** What a module names as its own dependencies; what those name is open to it too. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("domain", Set.of()),
          Map.entry("wire", Set.of("domain")),
          Map.entry("engine", Set.of("domain")),
          Map.entry("testkit", Set.of("domain")),
          Map.entry("hostapi", Set.of("wire")),
          Map.entry("local", Set.of("wire")),
          Map.entry("aws", Set.of("wire")),
          Map.entry("sql", Set.of("wire")),
          Map.entry("bundle", Set.of("engine", "wire")),
          Map.entry("dispatch", Set.of("engine", "hostapi")),
          Map.entry("control", Set.of("dispatch", "bundle")),
          Map.entry("governance", Set.of("control")),
          Map.entry("dev", Set.of("control", "governance", "local", "sql")),
          Map.entry("lambda", Set.of("dispatch", "aws")),
          Map.entry("functions.http", Set.of("lambda")),
          Map.entry("functions.trigger", Set.of("lambda")),
          Map.entry("functions.invoke", Set.of("lambda")),
          Map.entry("functions.control", Set.of("lambda", "control")),
          Map.entry("cli", Set.of("dev")));

  private static JavaClasses product;
  private static Set<String> folders;

  @BeforeAll
  static void importModules() throws IOException {
    List<Path> modules;
    try (Stream<Path> shared = Files.list(Path.of("../shared-runtime"));
        Stream<Path> functions = Files.list(FUNCTIONS)) {
      modules =
          Stream.of(shared, functions, Stream.of(Path.of("../cli")))
              .flatMap(all -> all)
              .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
              .toList();
    }
    folders = modules.stream().map(ArchitectureTest::nameOf).collect(toSet());
    product =
        new ClassFileImporter()
            .importPaths(modules.stream().map(m -> m.resolve("target/classes")).toList());
  }

  /** A function's package has the name of its folder behind that of the folder of all. */
  private static String nameOf(Path module) {
    String name = module.getFileName().toString();
    return module.startsWith(FUNCTIONS) ? "functions." + name : name;
  }

  /**
   * A rule over no classes holds always: without this, a moved folder would switch all rules off.
   */
  private static JavaClasses complete(JavaClasses classes) {
    Set<String> seen = classes.stream().map(ArchitectureTest::moduleOf).collect(toSet());
    assertThat(seen)
        .as("modules with compiled classes")
        .isEqualTo(folders)
        .contains("domain", "cli");
    return classes;
  }

  @Test
  void anEmptyImportFails() {
    JavaClasses nothing = new ClassFileImporter().importPaths(List.<Path>of());
    assertThatThrownBy(() -> complete(nothing)).isInstanceOf(AssertionError.class);
  }

  @Test
  void everyModuleHasItsArrows() {
    assertThat(ARROWS.keySet()).containsAll(folders);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleSeesOnlyWhatItsArrowsReach(String module) {
    Set<String> allowed = reach(module);
    holds(
        noClasses()
            .that(areIn(Set.of(module)))
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are of a module other than " + allowed,
                    type -> isOurs(type) && !allowed.contains(moduleOf(type)))));
  }

  static Set<String> modules() {
    return ARROWS.keySet();
  }

  @Test
  void domainSeesTheJdkAndJspecifyOnly() {
    holds(
        noClasses()
            .that(areIn(Set.of("domain")))
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify..", ROOT + "domain"));
  }

  @Test
  void onlyTheEngineSeesGraal() {
    onlyIn(Set.of("engine"), "org.graalvm..", "com.oracle.truffle..", "com.oracle.js..");
  }

  @Test
  void onlyAwsSeesTheAwsSdk() {
    onlyIn(Set.of("aws"), "software.amazon.awssdk..");
  }

  @Test
  void onlySomeModulesSeeJackson() {
    onlyIn(
        Set.of("wire", "bundle", "dispatch", "control", "hostapi", "lambda", "dev", "cli"),
        "com.fasterxml.jackson..");
  }

  @Test
  void onlyStoresSeeSql() {
    onlyIn(Set.of("local", "sql"), "java.sql..", "javax.sql..", "org.sqlite..");
  }

  /** Time, chance and the environment come in through ports, so that tests can move them. */
  @Test
  void onlyTheWiringAsksTheMachine() {
    Set<String> wiring = new HashSet<>(Set.of("cli", "dev", "lambda"));
    ARROWS.keySet().stream().filter(name -> name.startsWith("functions.")).forEach(wiring::add);
    var others = noClasses().that(DescribedPredicate.not(areIn(wiring)));
    holds(others.should().callMethod(System.class, "getenv"));
    holds(others.should().callMethod(System.class, "getenv", String.class));
    holds(others.should().callMethod(System.class, "currentTimeMillis"));
    holds(others.should().callMethod(Instant.class, "now"));
    holds(others.should().callMethod(UUID.class, "randomUUID"));
    holds(others.should().callConstructor(Random.class));
    holds(others.should().callConstructor(Random.class, long.class));
  }

  private static void onlyIn(Set<String> modules, String... packages) {
    holds(
        noClasses()
            .that(DescribedPredicate.not(areIn(modules)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages));
  }

  private static void holds(ArchRule rule) {
    // Some modules of the list come later; that those which exist are seen, complete() makes sure.
    rule.allowEmptyShould(true).check(complete(product));
  }

  private static Set<String> reach(String module) {
    Set<String> reached = new HashSet<>(Set.of(module));
    for (String next : ARROWS.getOrDefault(module, Set.of())) {
      reached.addAll(reach(next));
    }
    return reached;
  }

  private static DescribedPredicate<JavaClass> areIn(Set<String> modules) {
    return DescribedPredicate.describe(
        "are in " + modules, type -> isOurs(type) && modules.contains(moduleOf(type)));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(ROOT);
  }

  private static String moduleOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }
}
