package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostException;
import dev.alcove.hostapi.Operation.Answer;
import java.util.Map;

/** {@code ccf.rpc} and {@code ccf.consensus}. */
final class CcfOperations {
  private static final int DIGEST_BYTES = 32;

  private CcfOperations() {}

  static void addTo(Map<String, Operation> table) {
    table.put("rpc.setApplyWrites", CcfOperations::setApplyWrites);
    table.put("rpc.setClaimsDigest", CcfOperations::setClaimsDigest);
    table.put("consensus.lastCommitted", Operation.blocking(CcfOperations::lastCommitted));
    table.put("consensus.status", Operation.blocking(CcfOperations::status));
    table.put("consensus.view", Operation.blocking(CcfOperations::view));
  }

  private static Answer setApplyWrites(RunState run, Arguments arguments, Bytes bytes) {
    run.applyWrites(arguments.flag("apply"));
    return Answer.NOTHING;
  }

  private static Answer setClaimsDigest(RunState run, Arguments arguments, Bytes digest) {
    if (digest.size() != DIGEST_BYTES) {
      throw HostException.type("Argument must be an ArrayBuffer of the right size: 32");
    }
    run.claimsDigest(digest);
    return Answer.NOTHING;
  }

  private static Answer lastCommitted(RunState run, Arguments arguments, Bytes bytes) {
    return Answer.json(
        "{\"view\":" + TransactionIds.VIEW + ",\"seqno\":" + run.committedHead() + "}");
  }

  private static Answer status(RunState run, Arguments arguments, Bytes bytes) {
    long view = arguments.count("view");
    long seqno = arguments.count("seqno");
    return Answer.json('"' + TransactionIds.status(view, seqno, run.committedHead()) + '"');
  }

  private static Answer view(RunState run, Arguments arguments, Bytes bytes) {
    long seqno = arguments.count("seqno");
    boolean exists = seqno >= 1 && seqno <= run.committedHead();
    return Answer.json(exists ? Long.toString(TransactionIds.VIEW) : "null");
  }
}
