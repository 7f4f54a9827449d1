package io.starling.protocol.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.vectors.AllocationMeter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeded random, mutated and hostile input: nothing but a ProtocolException, nothing costly. */
final class SettingsInputTest {
  private static final int INPUTS = 100_000;
  private static final long SEED = 20_261_121;
  private static final int MESSAGE_BYTES = 1 << 20;
  private static final int COST_FACTOR = 64;

  /** What any decoding may cost, however short its input: a tank of zlib's, small gzip. */
  private static final int FIXED_COST = 128 * 1024;

  private final Random random = new Random(SEED);

  @Test
  void comesBackAsItWasWritten() {
    RandomSettings settings = new RandomSettings(random);

    for (int i = 0; i < 20_000; i++) {
      SettingsMessage message = settings.message();
      ByteBuf bytes = Unpooled.buffer();
      SettingsCodec.encode(bytes, message);
      assertThat(SettingsCodec.decode(bytes)).isEqualTo(message);
    }
  }

  /** Else a writer could send what a reader refuses. */
  @Test
  void weighsWhenWrittenWhatItWeighsWhenRead() {
    RandomSettings settings = new RandomSettings(random);

    for (int i = 0; i < 5_000; i++) {
      ByteBuf body = Unpooled.buffer();
      Weight written = Weight.unlimited();
      settings.message().match(new MessageWriter(body, written));
      written.body(body.readableBytes());
      Weight read = Weight.unlimited();
      new MessageReader(body, read).read();
      assertThat(read.total()).isEqualTo(written.total());
    }
  }

  @Test
  void followsATreeByDeltas() {
    RandomSettings settings = new RandomSettings(random);
    SettingsTree server = SettingsTree.EMPTY;
    SettingsTree client = SettingsTree.EMPTY;

    for (int i = 0; i < 2_000; i++) {
      SettingsTree next = server.with(server.version() + 1, settings.settings());
      client = client.after(server.deltaTo(next)).orElseThrow();
      server = next;
    }

    assertThat(client.canonical()).isEqualTo(server.canonical());
    assertThat(SettingsTree.of(server.fullSync())).map(SettingsTree::hash).contains(client.hash());
  }

  @Test
  void breaksNothing() {
    List<byte[]> seeds =
        SettingsVector.messages()
            .map(vector -> ByteBufUtil.getBytes(vector.bytes()))
            .filter(bytes -> bytes.length < 2_000)
            .toList();

    for (int i = 0; i < INPUTS; i++) {
      check(next(seeds));
    }
  }

  /** What is mutated is deflated afterwards, so that it is read. */
  @Test
  void breaksNothingInGzip() {
    List<byte[]> seeds =
        SettingsVector.messages()
            .map(vector -> ByteBufUtil.getBytes(vector.bytes()))
            .filter(bytes -> bytes.length > 1 && bytes.length < 5_000 && bytes[0] == 0)
            .toList();

    for (int i = 0; i < INPUTS / 10; i++) {
      byte[] message = next(seeds);
      ByteBuf body = Unpooled.wrappedBuffer(message, 1, Math.max(0, message.length - 1));
      ByteBuf gzip = Unpooled.buffer().writeByte(0xFF).writeBytes(Deflated.member(body));
      check(ByteBufUtil.getBytes(gzip));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "paths, 03, 01000000",
    "settings of nothing, 04, 0100000000",
    "settings of numbers, 04, 01000000040000003f",
    "changes, 05 0000000000000000, 010000000000",
    "full sync, 0b 0000000000000000, 0100000000",
    "named paths, 0c, 0b0000000000",
    "short named paths, 0c, 0b000000010061",
    "nulls, 02 01000000 08, 00",
    "bools, 02 01000000 08, 0101",
    "numbers, 02 01000000 08, 0201000000",
    "long numbers, 02 01000000 08, 030100000000000000",
    "empty strings, 02 01000000 08, 0600000000",
    "short strings, 02 01000000 08, 060100000061",
    "short strings above Latin, 02 01000000 08, 0603000000e4b880",
    "byte strings, 02 01000000 08, 070100000061",
    "empty arrays, 02 01000000 08, 0800000000",
    "arrays of one, 02 01000000 08, 080100000000",
    "arrays in arrays, 02 01000000 08, 08010000000801000000080100000000",
    "empty objects, 02 01000000 08, 0900000000",
    "objects of one, 02 01000000 08, 09010000000000000000",
    "objects of two, 02 01000000 08, 0902000000010000006200010000006100"
  })
  void costsNoMoreThanItsShare(String name, String before, String hexUnit) {
    byte[] head = HexFormat.of().parseHex(before.replace(" ", ""));
    byte[] unit = HexFormat.of().parseHex(hexUnit.replace(" ", ""));
    int count = MESSAGE_BYTES / unit.length;
    ByteBuf message = Unpooled.buffer(MESSAGE_BYTES + 64).writeByte(0).writeBytes(head);
    message.writeIntLE(count);
    for (int i = 0; i < count; i++) {
      message.writeBytes(unit);
    }
    boolean hashed = head[0] == 5 || head[0] == 11;
    message.writeZero(hashed ? 32 : 0);

    assertShare(message, 0, true);
    assertShare(asGzip(message, 30_000), FIXED_COST, false);
  }

  /** Lists that each claim all that is left, one in another. */
  @Test
  void makesNoRoomForWhatIsClaimedTwice() {
    ByteBuf message = Unpooled.buffer(MESSAGE_BYTES).writeByte(0).writeByte(2).writeIntLE(1);
    for (int depth = 0; depth < 32; depth++) {
      message.writeByte(8).writeIntLE(MESSAGE_BYTES - message.writerIndex() - 5);
    }
    message.writeZero(MESSAGE_BYTES - message.writerIndex());

    assertShare(message, 0, false);
  }

  @Test
  void costsNoMoreThanItsShareInText() {
    for (String unit : List.of("a", "ä", "一", "𝄞")) {
      ByteBuf message = Unpooled.buffer(MESSAGE_BYTES);
      Value text = new Value.Text(unit.repeat(MESSAGE_BYTES / 8));
      message.writeByte(0).writeByte(2).writeIntLE(1);
      new ValueWriter(message, Weight.unlimited()).write(text);
      assertShare(message, 0, true);
    }
  }

  /** The body in a member that is so large, by its comment, that it may just inflate. */
  private static ByteBuf asGzip(ByteBuf message, int memberBytes) {
    ByteBuf body = message.slice(1, Math.min(message.readableBytes() - 1, 60 * memberBytes));
    ByteBuf deflated = Deflated.member(body);
    ByteBuf member = Unpooled.buffer(memberBytes).writeByte(0xFF);
    member.writeBytes(deflated, 0, 3).writeByte(16).writeBytes(deflated, 4, 6);
    int comment = Math.max(0, memberBytes - deflated.readableBytes() - 2);
    member.writeBytes("x".repeat(comment).getBytes(StandardCharsets.US_ASCII));
    member.writeByte(0).writeBytes(deflated, 10, deflated.readableBytes() - 10);
    return member;
  }

  private static void assertShare(ByteBuf message, int fixed, boolean read) {
    boolean[] wasRead = {false};
    long allocated = AllocationMeter.bytesOf(() -> wasRead[0] = decodeOrRefuse(message));

    assertThat(allocated).isLessThan(fixed + (long) COST_FACTOR * message.readableBytes());
    assertThat(wasRead[0] || !read).isTrue();
  }

  private static void check(byte[] bytes) {
    ByteBuf message = Unpooled.wrappedBuffer(bytes);

    long allocated = AllocationMeter.bytesOf(() -> decodeOrRefuse(message));

    assertThat(allocated).isLessThan(FIXED_COST + (long) COST_FACTOR * bytes.length);
    assertThat(message.readerIndex()).isZero();
  }

  /** Returns whether it was read. */
  private static boolean decodeOrRefuse(ByteBuf message) {
    try {
      SettingsCodec.decode(message);
      return true;
    } catch (ProtocolException e) {
      assertThat(e.code())
          .isIn(ErrorCode.MALFORMED_FRAME, ErrorCode.MESSAGE_TOO_LARGE, ErrorCode.UNKNOWN_TYPE);
      assertThat(e.reason()).hasSizeLessThan(400);
      return false;
    }
  }

  /** Half made up, half a seed that was cut, spliced and flipped. */
  private byte[] next(List<byte[]> seeds) {
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    int cut = random.nextInt(seed.length + 1);
    byte[] made = new byte[2 + random.nextInt(200)];
    random.nextBytes(made);
    made[0] = 0;
    made[1] = (byte) (1 + random.nextInt(12));
    byte[] mutated =
        switch (random.nextInt(6)) {
          case 0 -> Arrays.copyOf(seed, cut);
          case 1 -> join(Arrays.copyOf(seed, cut), other);
          case 2 -> seed.clone();
          default -> made;
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
