package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.inspect.Composer;
import io.starling.protocol.inspect.Inspection;
import io.starling.protocol.inspect.Inspector;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken apart is the same when it is put together again. */
final class InspectorFuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.found(InspectorFuzzTest.class), Seeds.vectors());
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    ByteBuf bytes = Unpooled.wrappedBuffer(input);
    List<Inspection> all;
    try {
      all = Inspector.inspect(bytes);
    } catch (ProtocolException refused) {
      return;
    }
    ByteBuf again = Unpooled.buffer();
    for (Inspection one : all) {
      if (String.valueOf(one.message().get("type")).startsWith("0x")
          || one.message().containsKey("error")) {
        return;
      }
      Composer.compose(one.message(), again);
    }
    if (!ByteBufUtil.equals(bytes, again)) {
      throw new AssertionError(
          ByteBufUtil.hexDump(bytes) + " became " + ByteBufUtil.hexDump(again));
    }
  }
}
