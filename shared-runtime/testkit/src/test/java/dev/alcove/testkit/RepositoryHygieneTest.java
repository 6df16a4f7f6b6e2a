package dev.alcove.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the budgets and habits of the whole repository, and proves that each rule can fail. */
class RepositoryHygieneTest {
  record Rule(String name, Function<RepositoryFiles, List<String>> check) {
    List<String> problems(RepositoryFiles files) {
      return check.apply(files);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A file that breaks a rule, and how the one problem it makes begins. */
  record Sample(Rule rule, String path, String text, String problem) {}

  private static final Rule FILE_LENGTH = new Rule("file length", SourceRules::fileLength);
  private static final Rule METHOD_LENGTH = new Rule("method length", SourceRules::methodLength);
  private static final Rule VAGUE_NAMES = new Rule("vague names", SourceRules::vagueNames);
  private static final Rule NULL_MARKED = new Rule("null marked", SourceRules::nullMarked);
  private static final Rule ONE_PACKAGE = new Rule("one package", SourceRules::onePackagePerModule);
  private static final Rule MARKERS = new Rule("markers", TextRules::markers);
  private static final Rule PRINTING = new Rule("printing", TextRules::printing);
  private static final Rule DISABLED_TESTS = new Rule("disabled tests", TextRules::disabledTests);
  private static final Rule SLEEPING = new Rule("sleeping", TextRules::sleeping);
  private static final Rule GOLDENS = new Rule("goldens", TextRules::goldens);
  private static final Rule MACHINE_PATHS = new Rule("machine paths", TextRules::machinePaths);
  private static final Rule REGISTRY_HOSTS = new Rule("registry hosts", TextRules::registryHosts);
  private static final List<Rule> RULES =
      List.of(
          FILE_LENGTH,
          METHOD_LENGTH,
          VAGUE_NAMES,
          NULL_MARKED,
          ONE_PACKAGE,
          MARKERS,
          PRINTING,
          DISABLED_TESTS,
          SLEEPING,
          GOLDENS,
          MACHINE_PATHS,
          REGISTRY_HOSTS);

  private static final String MAIN = "a/src/main/java/dev/alcove/a/";
  private static final String TEST = "a/src/test/java/dev/alcove/a/";
  private static final String GUEST = "a/src/test/guest/";
  private static final RepositoryFiles CHECKOUT = RepositoryFiles.ofThisCheckout();

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("rules")
  void theRepositoryKeepsTheRule(Rule rule) {
    assertThat(rule.problems(CHECKOUT)).isEmpty();
  }

  static List<Rule> rules() {
    return RULES;
  }

  /** Rules over no files would all pass. */
  @Test
  void theWalkSeesTheRepository() {
    assertThat(CHECKOUT.paths()).contains("pom.xml", "alcove", ".gitignore");
    assertThat(CHECKOUT.java()).anyMatch(path -> path.endsWith("/RepositoryHygieneTest.java"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aBadSampleFails(Sample sample) throws IOException {
    write(sample.path, sample.text);
    assertThat(sample.rule.problems(RepositoryFiles.of(folder)))
        .singleElement()
        .asString()
        .startsWith(sample.problem);
  }

  static Stream<Sample> samples() {
    String method = "  void m() {\n" + "    m();\n".repeat(69) + "  }\n";
    return Stream.of(
        new Sample(FILE_LENGTH, MAIN + "A.java", "//\n".repeat(401), MAIN + "A.java:401: "),
        new Sample(METHOD_LENGTH, MAIN + "A.java", type("A", method), MAIN + "A.java:4: "),
        new Sample(
            METHOD_LENGTH, MAIN + "A.java", "class A {", MAIN + "A.java:1: cannot be parsed"),
        new Sample(VAGUE_NAMES, MAIN + "A.java", type("TextUtil", ""), MAIN + "A.java:3: "),
        new Sample(VAGUE_NAMES, MAIN + "A.java", "package a.impl;", MAIN + "A.java:1: "),
        new Sample(
            VAGUE_NAMES,
            MAIN + "A.java",
            type("A", "  interface JobManager {}\n"),
            MAIN + "A.java:4: "),
        new Sample(
            NULL_MARKED, MAIN + "A.java", type("A", ""), MAIN + "package-info.java:1: is mis"),
        new Sample(
            NULL_MARKED,
            MAIN + "package-info.java",
            "package dev.alcove.a;\n",
            MAIN + "package-info.java:1: is not"),
        new Sample(MARKERS, MAIN + "A.java", "\n// TO" + "DO later\n", MAIN + "A.java:2: "),
        new Sample(MARKERS, "infra/a.yaml", "# FIX" + "ME\n", "infra/a.yaml:1: "),
        new Sample(PRINTING, MAIN + "A.java", "System.out." + "println(1);", MAIN + "A.java:1: "),
        new Sample(DISABLED_TESTS, TEST + "A.java", "@Dis" + "abled", TEST + "A.java:1: "),
        new Sample(SLEEPING, TEST + "A.java", "Thread." + "sleep(1);", TEST + "A.java:1: "),
        new Sample(GOLDENS, GUEST + "x.out", "1\n", GUEST + "x.out:1: a golden"),
        new Sample(GOLDENS, GUEST + "sub/x.js", "1\n", GUEST + "sub/x.js:1: a guest"),
        new Sample(MACHINE_PATHS, "a.md", "see /ho" + "me/jo/x", "a.md:1: "),
        new Sample(MACHINE_PATHS, "a.md", "C:\\Us" + "ers\\jo", "a.md:1: "),
        new Sample(REGISTRY_HOSTS, "a.json", "https://regi" + "stry.npmjs.org/a", "a.json:1: "));
  }

  @Test
  void aSecondPackageInAModuleFails() throws IOException {
    write(MAIN + "A.java", type("A", ""));
    write(MAIN + "b/B.java", "package dev.alcove.a.b;\n");
    assertThat(ONE_PACKAGE.problems(RepositoryFiles.of(folder)))
        .singleElement()
        .asString()
        .startsWith("a/pom.xml:1: ");
  }

  @Test
  void aGoodRepositoryHasNoProblems() throws IOException {
    write(MAIN + "package-info.java", "@NullMarked\npackage dev.alcove.a;\n");
    // Braces in texts and comments must not confuse the count of lines.
    String method =
        "  String m() {\n    // }\n" + "    m();\n".repeat(66) + "    return \"{\";\n  }\n";
    write(MAIN + "A.java", type("A", method + "  char c = '{';\n" + method.replace("m()", "n()")));
    write(GUEST + "one.js", "");
    write(GUEST + "one.out", "");
    write(GUEST + "folder/main.js", "");
    write(GUEST + "folder.out", "");
    write("a/target/A.java", "// TO" + "DO\n");
    RepositoryFiles files = RepositoryFiles.of(folder);
    for (Rule rule : RULES) {
      assertThat(rule.problems(files)).as(rule.name()).isEmpty();
    }
  }

  @Test
  void aWorktreesLinkToItsRepositoryIsNotRead() throws IOException {
    write(".git", "gitdir: /ho" + "me/jo/x");
    write("a.md", "");
    assertThat(RepositoryFiles.of(folder).paths()).containsExactly("a.md");
  }

  @Test
  void whatGitIgnoresIsNotRead() throws IOException {
    assumeTrue(GitFiles.ask(folder, "init", "--quiet").isPresent());
    write(".gitignore", "data/\n");
    write("data/a.md", "see /ho" + "me/jo/x");
    write("b c/ü.md", "");
    assertThat(RepositoryFiles.of(folder).paths()).containsExactly(".gitignore", "b c/ü.md");
  }

  private static String type(String name, String body) {
    return "package dev.alcove.a;\n\nclass " + name + " {\n" + body + "}\n";
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
