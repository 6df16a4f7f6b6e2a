package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.HostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The scans that a run has under way. A scan shows the map as it was when it began, so its entries
 * are kept until the last page is taken; pages keep the copies that cross small.
 *
 * <p>A page is, in big-endian 32-bit numbers: the scan, where the next page begins (0: none), how
 * many entries follow; then for each: the key's size, the value's size, key, value. Thread-safe.
 */
final class KvScans {
  private static final int PAGE_BYTES = 1 << 20;
  private static final int MOST_UNDER_WAY = 100;
  private static final int HEAD_BYTES = 12;
  private static final int ENTRY_BYTES = 8;

  private final List<List<Map.Entry<Bytes, Bytes>>> scans = new ArrayList<>();
  private int underWay;

  /** Begins a scan; its first page. */
  synchronized Bytes start(SortedMap<Bytes, Bytes> entries) {
    if (underWay == MOST_UNDER_WAY) {
      throw HostException.range("100 scans were begun and not finished in this run.");
    }
    underWay++;
    scans.add(List.copyOf(entries.entrySet()));
    return page(scans.size() - 1, 0);
  }

  synchronized Bytes page(int scan, int from) {
    if (scan >= scans.size() || from > scans.get(scan).size()) {
      throw HostException.range("There is no such scan.");
    }
    List<Map.Entry<Bytes, Bytes>> entries = scans.get(scan);
    int to = from;
    int size = HEAD_BYTES;
    while (to < entries.size() && (to == from || size < PAGE_BYTES)) {
      size += ENTRY_BYTES + entries.get(to).getKey().size() + entries.get(to).getValue().size();
      to++;
    }
    boolean last = to == entries.size();
    ByteBuffer page = ByteBuffer.allocate(size);
    page.putInt(scan).putInt(last ? 0 : to).putInt(to - from);
    for (Map.Entry<Bytes, Bytes> entry : entries.subList(from, to)) {
      page.putInt(entry.getKey().size()).putInt(entry.getValue().size());
      page.put(entry.getKey().toArray()).put(entry.getValue().toArray());
    }
    if (last && !entries.isEmpty()) {
      scans.set(scan, List.of());
    }
    if (last) {
      underWay--;
    }
    return Bytes.owning(page.array());
  }
}
