package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.starling.protocol.binary.HeaderlessCodec;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.message.NodeRecords;

/** Frames of the headerless streams. */
final class HeaderlessFuzzTest {

  @FuzzTest
  void readsOrRefuses(byte[] input) {
    for (NodeLayout layout : NodeLayout.values()) {
      Decoding.check(input, bytes -> readAll(HeaderlessCodec.decode(layout, bytes)));
    }
  }

  private static void readAll(NodeRecords records) {
    double sum = 0;
    for (int i = 0; i < records.count(); i++) {
      sum += (double) records.typedId(i) + records.x(i) + records.vz(i) + records.parent(i);
    }
    if (records.count() == 0 && sum != 0) {
      throw new AssertionError("nothing adds up to something");
    }
  }
}
