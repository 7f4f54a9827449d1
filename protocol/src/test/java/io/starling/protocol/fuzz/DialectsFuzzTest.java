package io.starling.protocol.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.json.JsonText;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.ServerMessage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Text messages in the dialects; what refuses one of them is JSON in each. */
final class DialectsFuzzTest {
  private static final List<Dialect> DIALECTS = List.of(Dialect.values());

  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.found(DialectsFuzzTest.class), Seeds.messages());
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    Dialect dialect = DIALECTS.get(input.length % DIALECTS.size());
    Decoding.check(input, dialect::decode);
    answer(dialect, input);
  }

  private static void answer(Dialect dialect, byte[] input) {
    ByteBuf out = Unpooled.buffer();
    try {
      if (dialect.decode(Unpooled.wrappedBuffer(input)) instanceof ClientMessage.Query query) {
        dialect.encode(new ServerMessage.Response(query.params(), query.id(), 0), out);
      }
    } catch (ProtocolException refused) {
      dialect.encode(new ServerMessage.Failed(refused.failure(0)), out);
    }
    if (out.isReadable() && !tooDeep(out)) {
      JsonText.parse(out);
    }
  }

  /** What is as deep as it may be is deeper within an answer. */
  private static boolean tooDeep(ByteBuf out) {
    int open = 0;
    for (int i = 0; i < out.readableBytes(); i++) {
      byte each = out.getByte(i);
      open += each == '[' || each == '{' ? 1 : 0;
    }
    return open > 64;
  }
}
