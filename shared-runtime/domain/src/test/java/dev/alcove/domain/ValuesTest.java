package dev.alcove.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "A1", "-ab", "ab-", "a_b", "a/b", "ab\n", "../x", "T#x"})
  void tenantId_refusesWhatCouldMeanSomethingElse(String value) {
    assertThatThrownBy(() -> new TenantId(value)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void tenantId_takesTwoToFortyCharacters() {
    assertThat(new TenantId("a1").value()).isEqualTo("a1");
    assertThat(new TenantId("a".repeat(40)).value()).hasSize(40);
    assertThatThrownBy(() -> new TenantId("a".repeat(41)))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void refusal_showsOneShortLine() {
    assertThatThrownBy(() -> new ScriptName("x\ny".repeat(100)))
        .hasMessageNotContaining("\n")
        .message()
        .hasSizeLessThan(300);
  }

  @Test
  void bytes_compareByContentUnsigned() {
    assertThat(Bytes.ofHex("00ff")).isEqualTo(Bytes.copyOf(new byte[] {0, -1}));
    assertThat(Bytes.ofHex("ff")).isGreaterThan(Bytes.ofHex("01"));
    assertThat(Bytes.utf8("secret").toString()).doesNotContain("secret");
  }

  @Test
  void template_matchesParametersThatAreNeverEmptyAndNeverSpanSlashes() {
    PathTemplate template = PathTemplate.parse("/compute2/{op}/{left}-{right}");
    assertThat(template.match("/compute2/add/1-2"))
        .contains(Map.of("op", "add", "left", "1", "right", "2"));
    assertThat(template.match("/compute2/add/1-")).isEmpty();
    assertThat(template.match("/compute2/a/b/1-2")).isEmpty();
    assertThat(PathTemplate.parse("/a.b/{x}").match("/aXb/1")).isEmpty();
  }

  @Test
  void template_withoutItsClosingBrace_isRefusedInTheWordsOfCcf() {
    assertThatThrownBy(() -> PathTemplate.parse("/a/{b"))
        .hasMessage("Invalid templated path - missing closing curly bracket: /a/{b");
  }

  @Test
  void limits_canOnlyBeLowered() {
    LimitOverrides more =
        new LimitOverrides(OptionalLong.of(999_000), OptionalLong.of(10), OptionalLong.of(1));
    Limits lowered = Limits.DEFAULT.lowered(more);
    assertThat(lowered.wallMillis()).isEqualTo(Limits.DEFAULT.wallMillis());
    assertThat(lowered.cpuMillis()).isEqualTo(10);
    assertThat(lowered.memoryBytes()).isEqualTo(1024 * 1024);
  }

  @Test
  void headers_areFoundInLowerCase() {
    HttpRequest request =
        new HttpRequest(
            "get", "/", "", Map.of("X-Name", List.of("a", "b")), Bytes.EMPTY, Optional.empty());
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.header("x-name")).contains("a");
  }

  @Test
  void receipts_ofSeveralAttemptsAddUp() {
    TreeMap<String, Receipt.Calls> calls = new TreeMap<>();
    calls.put("kv.get", new Receipt.Calls(2, 30));
    Receipt one =
        new Receipt(10, 5, 100, Receipt.Realm.MADE, "", calls, 1, 2, true, 1, 0, "conflict");
    Receipt both = one.endedBy("").after(one);
    assertThat(both.attempts()).isEqualTo(2);
    assertThat(both.wallMicros()).isEqualTo(20);
    assertThat(both.hostCalls()).containsEntry("kv.get", new Receipt.Calls(4, 60));
    assertThat(both.endedBy()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void everyOutcome_exceptOk_hasItsError(Outcome outcome) {
    if (outcome == Outcome.OK) {
      assertThatThrownBy(() -> ErrorCode.of(outcome)).isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(ErrorCode.of(outcome).cure()).endsWith(".");
    }
  }
}
