package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.starling.protocol.binary.HeaderlessCodec;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.message.NodeRecords;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames of the headerless streams. */
final class HeaderlessFuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.found(HeaderlessFuzzTest.class), Seeds.vectors());
  }

  @MethodSource("seeds")
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
