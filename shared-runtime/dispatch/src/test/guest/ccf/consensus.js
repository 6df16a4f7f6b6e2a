/* {"kind": "endpoint", "kv": {"m": {"a": "1", "b": "2"}}} */
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};

export function main() {
  const c = ccf.consensus;
  const h = ccf.historical;
  return {
    body: [
      () => c.getLastCommittedTxId(), () => c.getStatusForTxId(2, 2), () => c.getStatusForTxId(2, 3),
      () => c.getStatusForTxId(1, 1), () => c.getStatusForTxId(99999, 999999), () => c.getStatusForTxId(-1, 1),
      () => c.getStatusForTxId(1), () => c.getViewForSeqno(1), () => c.getViewForSeqno(9),
      () => h.getStateRange(1, 1, 2, -1), () => h.getStateRange(1, 1, 2), () => h.getStateRange(1, 1, 2, 3),
      () => h.dropCachedStates(1), () => ccf.historicalState === undefined,
    ].map(attempt),
  };
}
