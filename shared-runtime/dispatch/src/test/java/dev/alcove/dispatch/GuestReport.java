package dev.alcove.dispatch;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HttpResponse;
import dev.alcove.domain.KvLog;
import dev.alcove.domain.KvLog.PointAddress;
import dev.alcove.domain.KvLog.PointChange;
import dev.alcove.domain.LogLine;
import dev.alcove.domain.OutboxItem;
import dev.alcove.domain.Outcome;
import dev.alcove.domain.StorageStore;
import dev.alcove.engine.GuestResult;
import dev.alcove.hostapi.Capabilities;
import dev.alcove.wire.LogLineFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of a golden; the README of {@code src/test/guest} says what each means. */
final class GuestReport {
  private static final int MOST_SHOWN = 2_000;

  private final GuestCase guest;
  private final List<String> lines = new ArrayList<>();
  private String last = "";
  private int times;

  GuestReport(GuestCase guest) {
    this.guest = guest;
  }

  /** What was written; of lines that are the same one stands for all. */
  List<String> lines() {
    line("");
    return List.copyOf(lines);
  }

  private void line(String text) {
    String safe = cut(text.replace("\r", "\\r").replace("\n", "\\n"));
    if (safe.equals(last)) {
      times++;
      return;
    }
    if (!last.isEmpty()) {
      lines.add(times == 1 ? last : last + " (" + times + " times)");
    }
    last = safe;
    times = 1;
  }

  private static String cut(String text) {
    return text.length() <= MOST_SHOWN
        ? text
        : text.substring(0, MOST_SHOWN / 10) + "... (" + text.length() + " characters)";
  }

  void ended(GuestResult result, Handler.Reading reading) {
    line("outcome " + result.outcome());
    switch (reading) {
      case Handler.Reading.Good good -> {
        good.response().ifPresentOrElse(this::answer, () -> line("output " + good.output()));
        if (guest.isEndpoint() && !good.metrics()) {
          line("no metrics line");
        }
      }
      case Handler.Reading.Bad bad -> {
        var failure = bad.failure();
        line(
            result.outcome() == Outcome.OK
                ? "invalid " + failure.message()
                : "failure " + failure.name() + " " + failure.code() + " " + failure.message());
        failure.place().ifPresent(place -> line("at " + place.module() + ":" + place.line()));
      }
    }
  }

  private void answer(HttpResponse response) {
    line("status " + response.status());
    response.headers().forEach((name, value) -> line("header " + name + ": " + value));
    String type = response.headers().getOrDefault("content-type", "");
    Bytes body = response.body();
    line("body " + (type.equals("application/octet-stream") ? body.hex() : body.text()));
  }

  void logs(List<LogLine> written) {
    for (LogLine log : written) {
      String fields = log.fields().equals("{}") ? "" : " " + log.fields();
      line("log " + log.level().text() + " " + log.message() + fields);
      if (guest.showsLogLines()) {
        line("written " + LogLineFormat.write(log).text());
      }
    }
  }

  /** What the commit writes, or would write if the run's end did not forbid it. */
  void commit(Capabilities capabilities, Handler.Reading reading) {
    if (!applies(reading) && hasWrites(capabilities)) {
      line("nothing is committed of");
    }
    capabilities
        .kv()
        .logWrite(0)
        .ifPresent(
            log ->
                new TreeMap<>(log.writes()).forEach((map, keys) -> kv(map, new TreeMap<>(keys))));
    capabilities.kv().pointChanges().forEach(this::point);
    capabilities.outbox().ifPresent(this::events);
  }

  private static boolean applies(Handler.Reading reading) {
    return switch (reading) {
      case Handler.Reading.Good good -> good.apply();
      case Handler.Reading.Bad bad -> bad.apply();
    };
  }

  private static boolean hasWrites(Capabilities capabilities) {
    return capabilities.kv().writesLog()
        || !capabilities.kv().pointChanges().isEmpty()
        || capabilities.outbox().isPresent();
  }

  private void kv(String map, SortedMap<Bytes, Optional<Bytes>> keys) {
    keys.forEach(
        (key, value) ->
            line(
                "kv " + map + " " + key.text() + " = " + value.map(Bytes::text).orElse("deleted")));
  }

  private void point(PointChange change) {
    String address =
        switch (change.address()) {
          case PointAddress.InStorage(String key) -> "storage " + key;
          case PointAddress.InMap(String map, Bytes key) -> map + " " + key.text();
        };
    String action =
        switch (change.action()) {
          case PointChange.Action.Check check -> "check";
          case PointChange.Action.Delete delete -> "delete";
          case PointChange.Action.Put(KvLog.PointItem item) -> "put " + item.value().text();
        };
    String expected = change.expected().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    line("point " + address + " " + expected + " " + action);
  }

  /** What is durable, of calls that take effect at once. */
  void durable(List<StorageStore.Entry> storage, List<OutboxItem> outbox) {
    if (guest.isImmediate()) {
      storage.forEach(entry -> line("storage " + entry.key() + " = " + entry.json()));
    }
    outbox.forEach(this::events);
  }

  private void events(OutboxItem item) {
    item.events().forEach(due -> line("event " + due.event().type() + " " + due.event().data()));
  }

  void rest(Capabilities capabilities) {
    capabilities.metrics().forEach(data -> line("metric " + data));
    capabilities.applyWrites().ifPresent(apply -> line("applyWrites " + apply));
  }
}
