package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.AppName;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.Plan;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.Version;
import dev.alcove.engine.EngineSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process keeps of versions: of those that are live, and of no others. */
class RetainedVersionsTest {
  private static final int DEPLOYS = 200;
  private static final DirectRuns.Callee JOB = new DirectRuns.Callee.ByName(new ScriptName("job"));

  @TempDir Path folder;
  private TestPlatform platform;

  @BeforeEach
  void start() {
    platform =
        new TestPlatform(
            folder,
            List.of(),
            Plan.unmetered(Limits.DEFAULT, 10),
            new EngineSettings(
                4, 0, 0, 30_000, 0, 1L << 30, 1, 1_000, 8 << 20, 10, 16L << 20, false));
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private static Version version(int number) {
    String source = "export function handle() { return { body: " + number + " }; }";
    return Samples.version(
        source, List.of(Samples.endpoint("GET", "/n", "handle", Mode.READONLY)), List.of());
  }

  private static Version waiting(String answer) {
    String source =
        """
        export async function main() {
          await storage.set("waits", true);
          while ((await storage.get("go")) === null) {
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
          return "%s";
        }
        """
            .formatted(answer);
    return Samples.version(
        source, List.of(), List.of(Samples.script("job", new Script.OneOff(), "main", false)));
  }

  private String get() {
    return platform.call("GET", "/t/acme/n", "").body().text();
  }

  @Test
  void twoHundredDeploysWeighNoMoreThanOne() {
    platform.deploy(TestPlatform.ACME, "main", version(100));
    get();
    long one = platform.engine.keptBytes();

    for (int i = 101; i < 100 + DEPLOYS; i++) {
      platform.deploy(TestPlatform.ACME, "main", version(i));
      assertThat(get()).isEqualTo(String.valueOf(i));
    }

    assertThat(platform.engine.keptBytes()).isEqualTo(one);
  }

  @Test
  void aRemovedAppWeighsNothingFromTheNextRequestOn() {
    platform.deploy(TestPlatform.ACME, "main", version(1));
    get();
    LiveItem live = platform.ports.registry().live(TestPlatform.ACME).orElseThrow();
    assertThat(platform.ports.registry().flip(live.without(AppName.MAIN), Optional.empty()))
        .isTrue();

    assertThat(platform.call("GET", "/t/acme/n", "").status()).isEqualTo(404);

    assertThat(platform.engine.keptBytes()).isZero();
  }

  @Test
  void aRunOfAVersionThatIsReplacedMeanwhileEndsAsItWould() throws Exception {
    platform.deploy(TestPlatform.ACME, "main", waiting("old"));
    try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
      Future<RunResult> old = caller.submit(this::run);
      while (platform.ports.storage().get(TestPlatform.ACME, "waits").isEmpty()) {
        Thread.onSpinWait();
      }
      platform.deploy(TestPlatform.ACME, "main", version(1));
      assertThat(get()).isEqualTo("1");
      platform.ports.storage().set(TestPlatform.ACME, "go", "true", OptionalLong.empty());
      assertThat(old.get().outcome()).isEqualTo(Outcome.OK);
      assertThat(old.get().output()).isEqualTo("\"old\"");
    }
  }

  private RunResult run() {
    return platform
        .dispatch
        .direct()
        .now(TestPlatform.ACME, JOB, "{}", Optional.empty(), TriggeredBy.MANUAL);
  }
}
