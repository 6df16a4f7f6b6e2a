package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.Outcome;
import dev.alcove.domain.Receipt;
import dev.alcove.local.LocalMetrics.ScriptMetric;
import dev.alcove.local.LocalMetrics.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMetricsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final Receipt RECEIPT =
      new Receipt(10, 5, 100, Receipt.Realm.MADE, "", new TreeMap<>(), 7, 3, false, 1, 0, "");

  @TempDir Path folder;

  private LocalWorld world;

  @BeforeEach
  void open() {
    world = LocalWorld.open(folder, new MovableBase());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void run(String entry, Outcome outcome) {
    world.metrics().run(Given.ACME, Given.MAIN, entry, outcome, RECEIPT);
  }

  @Test
  void runsAddUpByDayEntryAndOutcome() {
    run("job", Outcome.OK);
    run("job", Outcome.OK);
    run("job", Outcome.THREW);
    world.metrics().run(Given.BETA, Given.MAIN, "job", Outcome.OK, RECEIPT);
    world.clock().advance(Duration.ofDays(1));
    run("job", Outcome.OK);
    assertThat(world.metrics().usage(Given.ACME, DAY, DAY))
        .containsExactly(
            new Usage(DAY, Given.MAIN, "job", Outcome.OK, 2, 20, 10, 200, 14, 6),
            new Usage(DAY, Given.MAIN, "job", Outcome.THREW, 1, 10, 5, 100, 7, 3));
    assertThat(world.metrics().usage(Given.ACME, DAY, DAY.plusDays(1))).hasSize(3);
  }

  @Test
  void whatWasCountedSurvivesClosing() {
    run("job", Outcome.OK);
    close();
    open();
    assertThat(world.metrics().usage(Given.ACME, DAY, DAY)).hasSize(1);
  }

  @Test
  void theNewestMetricsOfScriptsComeFirst() {
    world.metrics().script(Given.ACME, Given.MAIN, "job", "{\"n\":1}");
    world.metrics().script(Given.BETA, Given.MAIN, "job", "{\"n\":2}");
    world.metrics().script(Given.ACME, Given.MAIN, "job", "{\"n\":3}");
    assertThat(world.metrics().newest(Given.ACME, 10))
        .extracting(ScriptMetric::data)
        .containsExactly("{\"n\":3}", "{\"n\":1}");
    assertThat(world.metrics().newest(Given.ACME, 1))
        .containsExactly(new ScriptMetric(Given.MAIN, "job", Given.START, "{\"n\":3}"));
  }
}
