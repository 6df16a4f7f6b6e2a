package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.hostapi.Operation.Answer;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/** {@code ccf.kv}. Keys and values cross as bytes; a scan crosses in pages. */
final class KvOperations {
  private KvOperations() {}

  static void addTo(Map<String, Operation> table) {
    table.put("kv.has", Operation.blocking(KvOperations::has));
    table.put("kv.get", Operation.blocking(KvOperations::get));
    table.put("kv.version", Operation.blocking(KvOperations::version));
    table.put("kv.set", KvOperations::set);
    table.put("kv.delete", KvOperations::delete);
    table.put("kv.clear", Operation.blocking(KvOperations::clear));
    table.put("kv.size", Operation.blocking(KvOperations::size));
    table.put("kv.scan", Operation.blocking(KvOperations::scan));
    table.put("kv.scanMore", KvOperations::scanMore);
  }

  private static Answer has(RunState run, Arguments arguments, Bytes key) {
    return Answer.bool(kv(run).has(arguments.text("map"), key));
  }

  private static Answer get(RunState run, Arguments arguments, Bytes key) {
    return kv(run)
        .get(arguments.text("map"), key)
        .<Answer>map(Answer.Data::new)
        .orElse(Answer.NOTHING);
  }

  private static Answer version(RunState run, Arguments arguments, Bytes key) {
    OptionalLong seq = kv(run).previousWrite(arguments.text("map"), key);
    return seq.isPresent() ? Answer.json(Long.toString(seq.getAsLong())) : Answer.NOTHING;
  }

  private static Answer set(RunState run, Arguments arguments, Bytes both) {
    int keySize = arguments.integer("keySize", 0, both.size());
    byte[] content = both.toArray();
    Bytes key = Bytes.owning(Arrays.copyOf(content, keySize));
    Bytes value = Bytes.owning(Arrays.copyOfRange(content, keySize, content.length));
    kv(run).set(arguments.text("map"), key, value);
    return Answer.NOTHING;
  }

  private static Answer delete(RunState run, Arguments arguments, Bytes key) {
    kv(run).delete(arguments.text("map"), key);
    return Answer.NOTHING;
  }

  private static Answer clear(RunState run, Arguments arguments, Bytes bytes) {
    kv(run).clear(arguments.text("map"));
    return Answer.NOTHING;
  }

  private static Answer size(RunState run, Arguments arguments, Bytes bytes) {
    return Answer.json(Long.toString(kv(run).size(arguments.text("map"))));
  }

  private static Answer scan(RunState run, Arguments arguments, Bytes bytes) {
    return new Answer.Data(run.scans().start(kv(run).entries(arguments.text("map"))));
  }

  private static Answer scanMore(RunState run, Arguments arguments, Bytes bytes) {
    int scan = arguments.integer("scan", 0, Integer.MAX_VALUE);
    return new Answer.Data(run.scans().page(scan, arguments.integer("from", 1, Integer.MAX_VALUE)));
  }

  private static KvTransaction kv(RunState run) {
    if (!run.grant().kv()) {
      throw new HostException(
          ErrorCode.CAPABILITY_MISSING,
          "`ccf.kv` is for endpoints and for scripts with `\"atomic\": true` in the manifest.");
    }
    return run.kv();
  }
}
