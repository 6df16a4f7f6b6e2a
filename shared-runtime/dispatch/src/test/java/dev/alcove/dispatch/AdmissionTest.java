package dev.alcove.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.Limits;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTest {
  private static final String SOURCE = "export function handle() { return {}; }";

  @TempDir Path folder;

  @Test
  void tenantOverItsRate_getsA429_untilTheNextSecond_andOthersDoNotNotice() {
    Plan slow = new Plan("slow", Limits.DEFAULT, OptionalInt.of(3), 10);
    try (TestPlatform platform = new TestPlatform(folder, List.of(), slow)) {
      deploy(platform);
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        statuses.add(platform.call("GET", "/t/acme/app/x", "").status());
      }
      assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
      HttpResponse refused = platform.call("GET", "/t/acme/app/x", "");
      assertThat(refused.headers()).containsEntry("retry-after", "1");
      assertThat(refused.body().text()).contains("RATE_LIMITED").contains("3 requests per second");
      assertThat(platform.call("GET", "/t/globex/app/x", "").status()).isEqualTo(200);
      platform.world.clock().advance(Duration.ofSeconds(1));
      assertThat(platform.call("GET", "/t/acme/app/x", "").status()).isEqualTo(200);
    }
  }

  @Test
  void slotsAreGivenBack_howeverARunEnds() {
    Plan narrow = new Plan("narrow", Limits.DEFAULT, OptionalInt.empty(), 1);
    try (TestPlatform platform = new TestPlatform(folder, List.of(), narrow)) {
      deploy(platform);
      for (int i = 0; i < 3; i++) {
        assertThat(platform.call("GET", "/t/acme/app/x", "").status()).isEqualTo(200);
        assertThat(platform.call("GET", "/t/acme/app/bug", "").status()).isEqualTo(500);
      }
    }
  }

  private static void deploy(TestPlatform platform) {
    var version =
        Samples.version(
            SOURCE + "export function bug() { throw 1; }",
            List.of(
                Samples.endpoint("get", "/x", "handle", Mode.READONLY),
                Samples.endpoint("get", "/bug", "bug", Mode.READONLY)),
            List.of());
    platform.deploy(TestPlatform.ACME, "main", version);
    platform.deploy(TestPlatform.GLOBEX, "main", version);
  }
}
