package dev.alcove.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.KvLog.Tail;
import dev.alcove.domain.TenantId;
import dev.alcove.local.WorldException.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another process's {@code kill -9} leaves behind. */
class CrashTest {
  /** Enough for several checkpoints of the write-ahead log. */
  private static final int ACKNOWLEDGED = 2_000;

  @TempDir Path folder;

  @Test
  void allThatWasAcknowledgedSurvivesAKill() throws Exception {
    Process child = ChildWorld.start(folder);
    int[] acknowledged = new int[ChildWorld.WRITERS];
    try (BufferedReader output = ChildWorld.output(child)) {
      assertThat(output.readLine()).isEqualTo("open");
      for (int i = 0; i < ACKNOWLEDGED; i++) {
        note(output.readLine(), acknowledged);
      }
      // By its handle: the process itself would close the output that is still to be read.
      assertThat(child.toHandle().destroyForcibly()).isTrue();
      // What it said before it died counts too; its last line may be half a one.
      String before = output.readLine();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        note(before, acknowledged);
        before = line;
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    try (LocalWorld world = LocalWorld.open(folder, InstantSource.system())) {
      for (int writer = 0; writer < ChildWorld.WRITERS; writer++) {
        verify(world, ChildWorld.tenant(writer), acknowledged[writer]);
      }
    }
  }

  private static void note(String line, int[] acknowledged) {
    assertThat(line).isNotNull();
    String[] words = line.split(" ", -1);
    acknowledged[Integer.parseInt(words[0])] = Integer.parseInt(words[1]);
  }

  private static void verify(LocalWorld world, TenantId tenant, int acknowledged) {
    Tail tail = world.kvLog().after(tenant, 0);
    assertThat(tail.seq()).isGreaterThanOrEqualTo(acknowledged);
    assertThat(tail.entries()).hasSize((int) tail.seq());
    for (int number = 1; number <= tail.seq(); number++) {
      assertThat(world.kvLog().get(tenant, "m", Bytes.utf8("k" + number)))
          .hasValueSatisfying(item -> assertThat(item.value()).isEqualTo(Bytes.utf8("v")));
    }
    assertThat(world.storage().get(tenant, "k" + acknowledged)).isPresent();
    assertThat(world.queue().depth(tenant)).isGreaterThanOrEqualTo(acknowledged);
  }

  @Test
  void aFolderIsFreeAgainWhenItsHolderWasKilled() throws IOException, InterruptedException {
    Process child = ChildWorld.start(folder);
    try (BufferedReader output = ChildWorld.output(child)) {
      assertThat(output.readLine()).isEqualTo("open");
      assertThatThrownBy(() -> LocalWorld.open(folder, InstantSource.system()).close())
          .isInstanceOfSatisfying(
              WorldException.class, e -> assertThat(e.problem()).isEqualTo(Problem.IN_USE))
          .hasMessageContaining("process " + child.pid())
          .hasMessageContaining(folder.toString());
    } finally {
      child.destroyForcibly().waitFor();
    }
    LocalWorld.open(folder, InstantSource.system()).close();
  }
}
