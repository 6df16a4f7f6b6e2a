package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Module;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.testkit.TestClock;
import dev.alcove.wire.VersionFormat;
import dev.alcove.wire.VersionHashing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Code in S3 that is gone, or not what was stored. */
class S3FaultsIT {
  private static final TenantId ACME = new TenantId("acme");

  private final FaultyHttp http = new FaultyHttp(AwsClients.smallHttp());
  private final EmulatedAws aws = new EmulatedAws(new TestClock(), http);
  private final CodeStore code = aws.ports().code();

  @BeforeEach
  void open() {
    aws.withBucket();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private static Version version(String source, boolean eval) {
    VersionHash hash = VersionHashing.hash("{}", new TreeMap<>(Map.of("a.js", source)));
    Manifest manifest =
        new Manifest(
            List.of(),
            List.of(),
            DeclaredCapabilities.NONE,
            Set.of(),
            LimitOverrides.NONE,
            eval,
            false,
            List.of());
    Module module = new Module("a.js", Module.Kind.ESM, source);
    return new Version(hash, "{}", manifest, new TreeMap<>(Map.of("a.js", module)));
  }

  private void overwrite(VersionHash hash, Bytes content, Map<String, String> metadata) {
    aws.clients()
        .s3()
        .putObject(
            put ->
                put.bucket(aws.settings().codeBucket())
                    .key(S3CodeStore.key(ACME, hash))
                    .metadata(metadata),
            RequestBody.fromBytes(content.toArray()));
  }

  @Test
  void codeThatIsGoneIsAbsent() {
    Version version = version("1", false);
    code.put(ACME, version);
    aws.clients()
        .s3()
        .deleteObject(
            delete ->
                delete
                    .bucket(aws.settings().codeBucket())
                    .key(S3CodeStore.key(ACME, version.hash())));
    assertThat(code.get(ACME, version.hash())).isEmpty();
  }

  @Test
  void whatIsThereIsNeverOverwritten() {
    Version version = version("1", false);
    code.put(ACME, version);
    code.put(ACME, version("1", true));
    assertThat(code.get(ACME, version.hash())).contains(version);
  }

  @Test
  void alteredCodeIsRefusedByName() {
    Version version = version("1", false);
    code.put(ACME, version);
    // What the manifest allows is not part of the name, so a name alone would not show it.
    for (Version other : List.of(version("2", false), version("1", true))) {
      overwrite(version.hash(), VersionFormat.write(other), Map.of());
      assertThatThrownBy(() -> code.get(ACME, version.hash()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll(version.hash().shortForm(), "acme", "damaged", "deploy");
    }
  }

  @Test
  void anotherVersionUnderThisNameIsRefused() {
    Version version = version("1", false);
    Bytes other = VersionFormat.write(version("2", false));
    overwrite(version.hash(), other, Map.of("alcove-sha256", other.sha256().hex()));
    assertThatThrownBy(() -> code.get(ACME, version.hash()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another version");
    Bytes nonsense = Bytes.utf8("{}");
    overwrite(version.hash(), nonsense, Map.of("alcove-sha256", nonsense.sha256().hex()));
    assertThatThrownBy(() -> code.get(ACME, version.hash()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aPutWhoseAnswerWasLostIsDone() {
    Version version = version("1", false);
    http.next("PUT", FaultyHttp.ANSWER_LOST);
    code.put(ACME, version);
    assertThat(code.get(ACME, version.hash())).contains(version);
  }
}
