package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.messagepack.MessagePackReader;
import io.starling.protocol.messagepack.MessagePackWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages in MessagePack; what is read is the same when it is written and read again. */
final class MessagePackFuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.of(
            Seeds.found(MessagePackFuzzTest.class),
            Seeds.messagePack(),
            Seeds.messages().filter(text -> text[0] == '{').map(MessagePackFuzzTest::packed))
        .flatMap(seeds -> seeds);
  }

  private static byte[] packed(byte[] json) {
    ByteBuf out = Unpooled.buffer();
    MessagePackWriter.fromJson(Unpooled.wrappedBuffer(json), out);
    return ByteBufUtil.getBytes(out);
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    Decoding.check(
        input,
        bytes -> {
          ByteBuf json = Unpooled.buffer();
          MessagePackReader.toJson(bytes, json);
          Dialect.EVENTS.decode(json);
        });
    bringsBack(input);
  }

  private static void bringsBack(byte[] input) {
    ByteBuf json = Unpooled.buffer();
    try {
      MessagePackReader.toJson(Unpooled.wrappedBuffer(input), json);
    } catch (ProtocolException refused) {
      return;
    }
    ByteBuf again = Unpooled.buffer();
    MessagePackReader.toJson(Unpooled.wrappedBuffer(packed(ByteBufUtil.getBytes(json))), again);
    if (!ByteBufUtil.equals(json, again)) {
      throw new AssertionError(
          json.toString(StandardCharsets.UTF_8)
              + " became "
              + again.toString(StandardCharsets.UTF_8));
    }
  }
}
