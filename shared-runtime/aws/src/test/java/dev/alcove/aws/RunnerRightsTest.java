package dev.alcove.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alcove.aws.IamPolicy.Request;
import dev.alcove.domain.TenantId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A runner of the strict tier that a guest has taken over has the session of its tenant, and the
 * role of its process: neither reaches anything of another tenant, nor what all tenants share.
 */
class RunnerRightsTest {
  private static final TenantId ACME = new TenantId("acme");

  /** Some begin as the first one does: no prefix may be taken for a name. */
  private static final List<String> OTHERS =
      List.of("globex", "acme-2", "acm", "acme2", "ac", "xacme");

  private static final AwsSettings SETTINGS = AwsSettings.from(AwsSettingsTest.complete());
  private static final StrictSettings STRICT =
      new StrictSettings("alcove-runner", "arn:aws:iam::123456789012:role/alcove-session");
  private static final RunnerRights RIGHTS = RunnerRights.of(ACME, SETTINGS, STRICT);
  private static final String DATA = RunnerRights.table(SETTINGS, SETTINGS.dataTable());
  private static final String OUTBOX = RunnerRights.table(SETTINGS, SETTINGS.outboxTable());
  private static final String REGISTRY = RunnerRights.table(SETTINGS, SETTINGS.registryTable());
  private static final String BUCKET = "arn:aws:s3:::" + SETTINGS.codeBucket();
  private static final List<String> ACTIONS =
      List.of(
          "dynamodb:BatchGetItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:UpdateItem");

  private static Request items(String action, String... partitions) {
    return Request.ofItems(action, DATA, List.of(partitions));
  }

  static List<String> actions() {
    return ACTIONS;
  }

  static List<String> others() {
    return OTHERS;
  }

  @ParameterizedTest
  @MethodSource("actions")
  void theTenantsItemsCanBeReached(String action) {
    for (String partition :
        List.of(
            Partitions.log(ACME),
            Partitions.map(ACME, "public:a/b#c"),
            Partitions.points(ACME, "m"),
            Partitions.storage(ACME),
            Partitions.inbox(ACME))) {
      assertThat(RIGHTS.allow(items(action, partition))).as(partition).isTrue();
    }
    assertThat(RIGHTS.allow(items(action, Partitions.log(ACME), Partitions.storage(ACME))))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("others")
  void noItemOfAnother(String other) {
    TenantId tenant = new TenantId(other);
    for (String action : ACTIONS) {
      assertThat(RIGHTS.allow(items(action, Partitions.log(tenant)))).as(action).isFalse();
      assertThat(RIGHTS.allow(items(action, Partitions.storage(tenant)))).as(action).isFalse();
      assertThat(RIGHTS.allow(items(action, Partitions.log(ACME), Partitions.log(tenant))))
          .as("%s of both at once", action)
          .isFalse();
    }
    assertThat(RIGHTS.allow(Request.ofItems("dynamodb:PutItem", OUTBOX, List.of("T#" + tenant))))
        .isFalse();
    assertThat(RIGHTS.allow(Request.of("s3:GetObject", BUCKET + "/code/" + tenant + "/x/version")))
        .isFalse();
  }

  @Test
  void noItemsWithoutTheirKeys() {
    for (String action : ACTIONS) {
      assertThat(RIGHTS.allow(Request.of(action, DATA))).as(action).isFalse();
    }
    assertThat(RIGHTS.allow(Request.of("dynamodb:Scan", DATA))).isFalse();
    assertThat(RIGHTS.allow(items("dynamodb:Scan", Partitions.log(ACME)))).isFalse();
    assertThat(RIGHTS.allow(items("dynamodb:PartiQLSelect", Partitions.log(ACME)))).isFalse();
    assertThat(RIGHTS.allow(Request.of("dynamodb:DeleteTable", DATA))).isFalse();
    // An index has other leading keys than its table.
    assertThat(
            RIGHTS.allow(
                Request.ofItems("dynamodb:Query", DATA + "/index/x", List.of("T#acme#LOG"))))
        .isFalse();
  }

  /** The relay believes the partition, so nobody may write into another's, or change what waits. */
  @Test
  void theOutboxCanOnlyBeAddedTo() {
    List<String> own = List.of(OutboxRows.partition(ACME));
    assertThat(RIGHTS.allow(Request.ofItems("dynamodb:PutItem", OUTBOX, own))).isTrue();
    for (String action : ACTIONS) {
      assertThat(RIGHTS.allow(Request.ofItems(action, OUTBOX, own)))
          .as(action)
          .isEqualTo(action.endsWith(":PutItem"));
    }
    assertThat(RIGHTS.allow(Request.of("dynamodb:PutItem", OUTBOX))).isFalse();
  }

  @Test
  void codeCanBeReadAndNothingElse() {
    String own = BUCKET + "/code/acme/" + "0".repeat(64) + "/version.json";
    assertThat(RIGHTS.allow(Request.of("s3:GetObject", own))).isTrue();
    for (String action : List.of("s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion")) {
      assertThat(RIGHTS.allow(Request.of(action, own))).as(action).isFalse();
    }
    assertThat(RIGHTS.allow(Request.of("s3:ListBucket", BUCKET))).isFalse();
    assertThat(RIGHTS.allow(Request.of("s3:GetObject", BUCKET + "/code/acme"))).isFalse();
    assertThat(RIGHTS.allow(Request.of("s3:GetObject", BUCKET + "/log/acme/x"))).isFalse();
  }

  @Test
  void nothingThatAllTenantsShare() {
    List<Request> shared =
        List.of(
            Request.of("events:PutEvents", "arn:aws:events:eu-central-1:123456789012:event-bus/b"),
            Request.of("sqs:SendMessage", "arn:aws:sqs:eu-central-1:123456789012:r"),
            Request.of("scheduler:CreateSchedule", "arn:aws:scheduler:eu-central-1:1:schedule/a/b"),
            Request.of("lambda:InvokeFunction", "arn:aws:lambda:eu-central-1:1:function:r"),
            Request.of("sts:AssumeRole", STRICT.role()),
            Request.of("iam:PassRole", STRICT.role()),
            Request.ofItems("dynamodb:GetItem", REGISTRY, List.of("REG#acme")));
    assertThat(shared).noneMatch(RIGHTS::allow);
  }

  /** Between two runs, and beside its session, a process has its role only. */
  @Test
  void theProcessItselfReachesNothingOfATenant() {
    IamPolicy own = RIGHTS.own();
    assertThat(ACTIONS).noneMatch(action -> own.allows(items(action, Partitions.log(ACME))));
    assertThat(own.allows(Request.of("s3:GetObject", BUCKET + "/code/acme/x"))).isFalse();
    assertThat(own.allows(Request.of("sts:AssumeRole", STRICT.role()))).isFalse();
    assertThat(own.statements())
        .allSatisfy(
            statement ->
                assertThat(statement.actions()).allMatch(action -> action.startsWith("logs:")));
  }

  /** A session can have no more than its role, whatever its policy says. */
  @Test
  void theRoleAloneIsForSomeTenantsItems() {
    assertThat(RIGHTS.role().allows(items("dynamodb:GetItem", "T#globex#LOG"))).isTrue();
    assertThat(RIGHTS.role().allows(items("dynamodb:GetItem", "REG#acme"))).isFalse();
    assertThat(RIGHTS.role().allows(Request.of("dynamodb:Scan", DATA))).isFalse();
  }

  /** The judge itself, by what AWS's guide says of each operator. */
  @Test
  void conditionsAreJudgedAsAwsDoes() {
    var all = new IamPolicy.Condition("ForAllValues:StringLike", "k", List.of("a*"));
    assertThat(all.holds(Map.of("k", List.of("a", "ab")))).isTrue();
    assertThat(all.holds(Map.of("k", List.of("a", "b")))).isFalse();
    assertThat(all.holds(Map.of())).isTrue();
    var there = new IamPolicy.Condition("Null", "k", List.of("false"));
    assertThat(there.holds(Map.of())).isFalse();
    assertThat(there.holds(Map.of("k", List.of("a")))).isTrue();
    var one = new IamPolicy.Condition("StringEquals", "k", List.of("a*"));
    assertThat(one.holds(Map.of("k", List.of("ab")))).isFalse();
    assertThat(one.holds(Map.of())).isFalse();
    assertThat(IamPolicy.wildcard("T#a*#?", "T#a/\n#x")).isTrue();
    var deny = new IamPolicy.Statement(false, List.of("*"), List.of("*"), List.of());
    var allow = new IamPolicy.Statement(true, List.of("*"), List.of("*"), List.of());
    assertThat(new IamPolicy(List.of(allow)).allows(Request.of("a:B", "r"))).isTrue();
    assertThat(new IamPolicy(List.of(allow, deny)).allows(Request.of("a:B", "r"))).isFalse();
  }
}
