package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.starling.protocol.json.Dialect;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Text messages of the graph dialect. */
final class GraphDialectFuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.found(GraphDialectFuzzTest.class), Seeds.messages());
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    Decoding.check(input, Dialect.GRAPH::decode);
  }
}
