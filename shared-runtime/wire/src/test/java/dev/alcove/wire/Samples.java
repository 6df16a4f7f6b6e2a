package dev.alcove.wire;

import dev.alcove.domain.AppName;
import dev.alcove.domain.AuthnPolicy;
import dev.alcove.domain.Bytes;
import dev.alcove.domain.Caller;
import dev.alcove.domain.CronSchedule;
import dev.alcove.domain.DeadLetter;
import dev.alcove.domain.DeclaredCapabilities;
import dev.alcove.domain.Deployment;
import dev.alcove.domain.Endpoint;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.Event;
import dev.alcove.domain.ExecutionId;
import dev.alcove.domain.Failure;
import dev.alcove.domain.HttpRequest;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.InboxMark;
import dev.alcove.domain.Invocation;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.LimitOverrides;
import dev.alcove.domain.Limits;
import dev.alcove.domain.LiveItem;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.Manifest;
import dev.alcove.domain.Mode;
import dev.alcove.domain.Module;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.PathTemplate;
import dev.alcove.domain.QueuedRun;
import dev.alcove.domain.Receipt;
import dev.alcove.domain.RunRecord;
import dev.alcove.domain.RunResult;
import dev.alcove.domain.RunnerCall;
import dev.alcove.domain.Schedule;
import dev.alcove.domain.Script;
import dev.alcove.domain.ScriptName;
import dev.alcove.domain.ScriptRef;
import dev.alcove.domain.Session;
import dev.alcove.domain.SourcePlace;
import dev.alcove.domain.StorageStore;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.TenantRemoval;
import dev.alcove.domain.TransferRecord;
import dev.alcove.domain.TriggeredBy;
import dev.alcove.domain.User;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.domain.VersionInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One value of each stored form, with every field filled and odd characters in the texts. */
final class Samples {
  static final TenantId TENANT = new TenantId("acme");
  static final AppName APP = new AppName("shop");
  static final Instant TIME = Instant.parse("2026-03-29T01:30:00.250Z");
  static final VersionHash HASH = new VersionHash("0123456789abcdef".repeat(4));
  static final ExecutionId EXECUTION = new ExecutionId("018f-exec");
  static final ScriptRef SCRIPT = new ScriptRef(TENANT, APP, new ScriptName("update-analytics"));

  static final User USER =
      new User("u1", "zoë@acme.example", "Zoë \"Z\" 🦊", Set.of("ScriptRead", "ScriptExecute"));

  static final LiveItem LIVE =
      new LiveItem(
          TENANT,
          7,
          "Acme Ltd.",
          LiveItem.State.ACTIVE,
          "standard",
          LiveItem.Tier.STRICT,
          new TreeMap<>(Map.of(APP, new LiveItem.LiveApp(HASH, 3, USER))),
          new TreeSet<>(Set.of("audit", "counters")));

  static final TenantRemoval REMOVAL = new TenantRemoval(TENANT, 9, "op-1", TIME);

  static final VersionInfo VERSION_INFO =
      new VersionInfo(TENANT, APP, HASH, TIME, "u1", "add the cart", 12, 34_567);

  static final Deployment DEPLOYMENT =
      new Deployment(
          TENANT,
          APP,
          3,
          Optional.of(HASH),
          USER,
          "add the cart",
          TIME,
          Optional.of(new VersionHash("f".repeat(64))));

  static final Receipt RECEIPT =
      new Receipt(
          12_345,
          6_789,
          1_048_576,
          Receipt.Realm.MADE,
          "the top level of cart.js:3 reads the clock",
          new TreeMap<>(
              Map.of("kv.get", new Receipt.Calls(4, 81), "console.log", new Receipt.Calls(1, 2))),
          120,
          340,
          true,
          2,
          1,
          "wall_ms");

  static final RunRecord RUN =
      new RunRecord(
          EXECUTION,
          TENANT,
          APP,
          "update-analytics",
          Optional.of(HASH),
          TriggeredBy.EVENT,
          2,
          TIME,
          Optional.of(TIME.plusMillis(12)),
          Optional.of(Outcome.THREW),
          "ab".repeat(32),
          "",
          Optional.of(
              new Failure(
                  ErrorCode.SCRIPT_THREW,
                  "TypeError",
                  "x is not a function",
                  Optional.of(new SourcePlace("analytics.js", 3, 7, "  x();")),
                  List.of("at f (analytics.js:3:7)", "at handle (analytics.js:9:3)"))),
          RECEIPT);

  static final QueuedRun QUEUED =
      new QueuedRun(
          SCRIPT,
          "event-1",
          EXECUTION,
          TriggeredBy.EVENT,
          TIME,
          2,
          "root-1",
          Optional.of(USER),
          "{ \"id\": \"event-1\",  \"data\": 1.50 }");

  static final DeadLetter DEAD_LETTER =
      new DeadLetter(QUEUED, Outcome.THREW, 4, "x is not a function", TIME);

  static final Event EVENT =
      new Event(
          "event-1",
          TENANT,
          "alcove.acme",
          "order.created",
          "{\"order\":{\"id\":17,\"total\":12.50,\"note\":\"für 🦊\"},\"tags\":[]}",
          1,
          "root-1",
          TIME,
          Optional.of("u1"));

  static final OutboxItem OUTBOX =
      new OutboxItem(TENANT, "018f-exec#2", List.of(new OutboxItem.Due(EVENT, TIME)));

  static final CronSchedule CRON =
      new CronSchedule(
          new TreeSet<>(List.of(0, 30)),
          new TreeSet<>(List.of(9)),
          new TreeSet<>(List.of(1, 15)),
          new TreeSet<>(List.of(1, 4, 7, 10)),
          new TreeSet<>(List.of(1, 2, 3, 4, 5, 6, 7)),
          ZoneId.of("Europe/Berlin"));

  static final Schedule SCHEDULE = new Schedule("a1b2c3", SCRIPT, CRON);

  static final LogLine LOG_LINE =
      new LogLine(
          TIME,
          TENANT,
          APP,
          "update-analytics",
          EXECUTION,
          LogLine.Level.WARN,
          "Late: zoë\n2nd line",
          "u1",
          "analytics.js",
          "{\"user_action\":\"create\",\"user_count\":3}");

  static final KvLog.Entry LOG_ENTRY =
      new KvLog.Entry(
          42,
          "018f-exec/1",
          List.of(
              KvLog.Touched.of("public:orders", Bytes.utf8("17"), false),
              KvLog.Touched.of("private:été", Bytes.EMPTY, true)));

  static final LimitOverrides LIMITS =
      new LimitOverrides(OptionalLong.of(5_000), OptionalLong.of(2_000), OptionalLong.of(64));

  static final Manifest MANIFEST =
      new Manifest(
          List.of(
              new Endpoint(
                  "POST",
                  PathTemplate.parse("/compute/{op}"),
                  "math.js",
                  "compute",
                  Mode.READONLY,
                  List.of(
                      new AuthnPolicy.Named("jwt"),
                      new AuthnPolicy.AllOf(List.of("user_cert", "member_cert"))),
                  "{\"summary\": \"adds\"}",
                  true,
                  Endpoint.Validate.REQUEST,
                  LIMITS,
                  Optional.of("singleton"))),
          List.of(
              script("report", new Script.Http("GET", PathTemplate.parse("/api/custom/report"))),
              script("nightly", new Script.Cron("0,30 9 1,15 */3 *", CRON, Script.Overlap.SKIP)),
              script("on-order", new Script.Event("{\"detail-type\": [\"order.created\"]}")),
              script("check", new Script.Embedded("order.validate")),
              script("backfill", new Script.OneOff())),
          new DeclaredCapabilities(
              true,
              List.of("clients", "notifications.sendEmail"),
              List.of("api.example.com"),
              List.of("STRIPE_KEY"),
              Set.of("storage", "events")),
          Set.of("audit", "a-map"),
          new LimitOverrides(OptionalLong.empty(), OptionalLong.of(9_000), OptionalLong.empty()),
          true,
          true,
          List.of("https://shop.example.com"));

  static final Version VERSION =
      new Version(
          HASH,
          "{\"endpoints\":{}}",
          MANIFEST,
          new TreeMap<>(
              Map.of(
                  "math.js",
                  new Module("math.js", Module.Kind.ESM, "export function compute() {\n}\n"),
                  "old.js",
                  new Module("old.js", Module.Kind.CLASSIC, "function main() { return \"ü\"; }"),
                  "rates.json",
                  new Module("rates.json", Module.Kind.JSON, "{\"eur\": 1.0}"))),
          true);

  static final TransferRecord TRANSFER_BEGIN =
      new TransferRecord.Begin(
          TENANT, "Acme", "gold", LiveItem.Tier.STRICT, LiveItem.State.PAUSED, 41, TIME);

  static final TransferRecord TRANSFER_APP =
      new TransferRecord.App(
          APP,
          HASH,
          "{\"scripts\":{}}",
          new TreeMap<>(Map.of("a.js", "export {};", "lib/é.js", "1 < 2 // 🦊")),
          true,
          USER);

  static final TransferRecord TRANSFER_POINT =
      new TransferRecord.Point(
          "audit", Bytes.ofHex("00ff"), Bytes.utf8("{\"a\":1}"), OptionalLong.of(1_800_000_000));

  static final TransferRecord TRANSFER_STORED =
      new TransferRecord.Stored(
          new StorageStore.Entry("k é", "{\"a\":1}", OptionalLong.of(1_800_000_000)));

  private Samples() {}

  private static Script script(String name, Script.Trigger trigger) {
    return new Script(
        new ScriptName(name),
        trigger,
        name + ".js",
        "main",
        List.of(new AuthnPolicy.Named("jwt")),
        true,
        LimitOverrides.NONE);
  }

  /** A run of the strict tier: everything that it can have. */
  static final RunnerCall RUNNER_CALL =
      new RunnerCall(
          new Invocation(
              EXECUTION,
              TENANT,
              "Acme Ltd.",
              LiveItem.Tier.STRICT,
              APP,
              HASH,
              new Invocation.EndpointEntry("PUT", "/stock/{sku}"),
              new Invocation.HttpInput(
                  new HttpRequest(
                      "PUT",
                      "/stock/a%20b",
                      "x=1&x=2",
                      Map.of("accept", List.of("text/html", "*/*"), "x-\u00e4", List.of("")),
                      Bytes.owning(new byte[] {0, (byte) 0xC3, 10}),
                      Optional.of(Bytes.owning(new byte[] {1, 2}))),
                  Map.of("sku", "a%20b")),
              new Caller.AllOf(
                  new TreeMap<>(
                      Map.of(
                          "jwt",
                          new Caller.Jwt("https://id.example", "{\"alg\":\"x\"}", "{}", USER),
                          "user_cert",
                          new Caller.Certificate(
                              "user_cert", "ab12", "null", "-----BEGIN", Optional.of(USER))))),
              Optional.of(USER),
              TriggeredBy.API,
              1,
              Optional.of(TIME),
              2,
              "root-1",
              Optional.of(new InboxMark(SCRIPT, "evt-1", TIME.plusSeconds(60))),
              Limits.DEFAULT,
              TIME),
          TIME.plusSeconds(10),
          new Session("AKIA", "secret", "token", TIME.plusSeconds(900)));

  static final RunResult RUN_RESULT =
      new RunResult(
          Outcome.OK,
          Optional.of(
              new HttpResponse(
                  201, Map.of("content-type", "text/plain"), Bytes.utf8("Zo\u00eb \u0000"))),
          "",
          Optional.empty(),
          RECEIPT,
          List.of(LOG_LINE),
          Optional.of("2.17"),
          true);
}
