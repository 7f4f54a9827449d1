package io.starling.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.NodeLayout;
import io.starling.protocol.vectors.Vector;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A message type that is read but has no vectors fails the build. */
final class VectorCoverageTest {
  private static final List<String> CASES =
      List.of("typical", "empty", "maximal", "truncated", "lying");

  @ParameterizedTest
  @MethodSource("implemented")
  void hasEveryCaseInEveryVersion(MessageType type) {
    List<String> names = Vector.all().stream().map(Vector::name).toList();

    for (int version = 1; version <= 4; version++) {
      for (String kind : CASES) {
        String prefix = "%s v%d %s".formatted(type, version, kind);
        assertThat(names).anyMatch(name -> name.startsWith(prefix));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(NodeLayout.class)
  void hasEveryCaseInEveryHeaderlessFormat(NodeLayout layout) {
    List<String> names = Vector.all().stream().map(Vector::name).toList();

    for (String kind : CASES) {
      assertThat(names).anyMatch(name -> name.startsWith("%s %s".formatted(layout, kind)));
    }
  }

  /** What a 0x13 means depends on those before it: it has streams of its own for vectors. */
  @Test
  void knowsWhatIsImplemented() {
    assertThat(implemented())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(MessageType.COMPACT_UPDATE)));
  }

  static Set<MessageType> implemented() {
    Set<MessageType> implemented = EnumSet.noneOf(MessageType.class);
    Arrays.stream(MessageType.values())
        .filter(type -> type != MessageType.COMPACT_UPDATE)
        .filter(VectorCoverageTest::isRead)
        .forEach(implemented::add);
    return implemented;
  }

  private static boolean isRead(MessageType type) {
    int payloadBytes =
        IntStream.range(1, 64).filter(n -> type.fits(2, n)).findFirst().orElseThrow();
    ByteBuf message = Unpooled.buffer();
    HeaderCodec.encode(message, type, 2, payloadBytes);
    if (type == MessageType.GRAPH_UPDATE) {
      message.writeByte(1);
    }
    message.writeZero(payloadBytes);
    try {
      return Chain.read(message.duplicate(), null).skipped() == 0
          || !new ServerFrames().decode(message).isEmpty();
    } catch (ProtocolException e) {
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void agreesWithTheTableOfTypes(int code) {
    MessageType type = MessageType.ofCode(code);

    assertThat(type == null ? code : type.code()).isEqualTo(code);
  }

  static Stream<Integer> codes() {
    return IntStream.range(0, 256).boxed();
  }
}
