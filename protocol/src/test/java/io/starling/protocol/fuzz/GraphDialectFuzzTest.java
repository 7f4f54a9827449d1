package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.starling.protocol.json.GraphDialect;

/** Text messages of the graph dialect. */
final class GraphDialectFuzzTest {

  @FuzzTest
  void readsOrRefuses(byte[] input) {
    Decoding.check(input, GraphDialect::decode);
  }
}
