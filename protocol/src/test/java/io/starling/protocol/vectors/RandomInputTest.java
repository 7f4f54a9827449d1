package io.starling.protocol.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.client.ServerData;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Seeded random and mutated input: nothing but a ProtocolException, nothing costly. */
final class RandomInputTest {
  private static final int INPUTS = 100_000;
  private static final long SEED = 20_261_121;

  /** Bound of chapter 4, beside what any decoding costs, however short its input. */
  private static final int COST_FACTOR = 64;

  private static final int FIXED_COST = 64 * 1024;

  private static final List<String> MODES =
      List.of(
          "first",
          "headed",
          "handshake:1",
          "handshake:2",
          "handshake:3",
          "handshake:4",
          "handshake:3:zlib,brotli",
          "handshake:4:zlib",
          "headerless:1",
          "headerless:2");

  private final Random random = new Random(SEED);
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);

  @Test
  void breaksNoBinaryDecoder() {
    List<byte[]> seeds = seeds();

    for (int i = 0; i < INPUTS; i++) {
      BinaryInput input = Received.input(MODES.get(random.nextInt(MODES.size())));
      Received received = new Received();
      ByteBuf message = message(next(seeds));
      check(message, bytes -> input.decode(bytes, received));
      assertThat(received.messages.stream().map(Shape::of)).doesNotContainNull();
      message.release();
    }
  }

  @Test
  void breaksNoDecoderOfAClient() {
    List<byte[]> seeds = seeds();

    for (int i = 0; i < INPUTS; i++) {
      String mode = MODES.get(random.nextInt(MODES.size()));
      ServerFrames frames = Received.frames(mode);
      List<ServerData> received = new ArrayList<>();
      ByteBuf message = message(next(seeds));
      check(message, bytes -> received.addAll(frames.decode(bytes)));
      for (ServerData data : received) {
        assertThat(data instanceof ServerData.CompactUpdate || !Shape.of(data).isEmpty()).isTrue();
      }
      message.release();
    }
  }

  @Test
  void breaksNoTextDecoder() throws IOException {
    Path cases = Path.of("src/test/resources/io/starling/protocol/json/malformed.tsv");
    List<byte[]> seeds =
        Files.readAllLines(cases).stream()
            .map(line -> line.split("\t", 3)[2].getBytes(StandardCharsets.UTF_8))
            .toList();

    for (int i = 0; i < INPUTS; i++) {
      ByteBuf message = message(next(seeds));
      check(message, Dialect.GRAPH::decode);
      message.release();
    }
  }

  private static List<byte[]> seeds() {
    return Vector.all().stream()
        .map(vector -> ByteBufUtil.getBytes(vector.bytes()))
        .filter(bytes -> bytes.length < 2_000)
        .toList();
  }

  private ByteBuf message(byte[] bytes) {
    return allocator.buffer(bytes.length).writeBytes(bytes);
  }

  private void check(ByteBuf message, Consumer<ByteBuf> decode) {
    int bytes = message.readableBytes();
    long memory = allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();

    long allocated = AllocationMeter.bytesOf(() -> decodeOrRefuse(message, decode));

    assertThat(allocated).isLessThan(FIXED_COST + (long) COST_FACTOR * bytes);
    assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
        .isEqualTo(memory);
    assertThat(message.refCnt()).isEqualTo(1);
    assertThat(message.readerIndex()).isZero();
  }

  private static void decodeOrRefuse(ByteBuf message, Consumer<ByteBuf> decode) {
    try {
      decode.accept(message);
    } catch (ProtocolException e) {
      ErrorCode code = e.code();
      assertThat(code)
          .isIn(
              ErrorCode.MALFORMED_FRAME,
              ErrorCode.PROTOCOL_VERSION_MISMATCH,
              ErrorCode.VALIDATION_ERROR,
              ErrorCode.UNKNOWN_TYPE);
    }
  }

  /** Half made up, half a seed that was cut, spliced and flipped. */
  private byte[] next(List<byte[]> seeds) {
    byte[] made = new byte[random.nextInt(200)];
    random.nextBytes(made);
    if (random.nextBoolean()) {
      return made;
    }
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    int cut = random.nextInt(seed.length + 1);
    byte[] mutated =
        switch (random.nextInt(4)) {
          case 0 -> Arrays.copyOf(seed, cut);
          case 1 -> join(seed, other);
          case 2 -> join(Arrays.copyOf(seed, cut), other);
          default -> seed.clone();
        };
    for (int flips = random.nextInt(4); flips > 0 && mutated.length > 0; flips--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
