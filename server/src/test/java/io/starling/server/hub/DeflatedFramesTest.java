package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflatedFramesTest {

  private static final byte[] TAIL = {0, 0, -1, -1};

  private final DeflatedFrames frames = new DeflatedFrames();

  /** Around the lengths at which the header grows, before and behind compression. */
  @ParameterizedTest
  @ValueSource(ints = {3, 125, 126, 256, 500, 5_000, 65_535, 65_536, 66_000, 130_000, 1 << 20})
  void writesAFrameThatInflatesToThePayload(int length) throws DataFormatException {
    byte[] plain = text(length);
    ByteBuf out = Unpooled.directBuffer().writeInt(0x01020304);

    boolean compressed = frames.write(out, Frames.TEXT, Unpooled.wrappedBuffer(plain));

    assertThat(compressed).isEqualTo(length > 100);
    assertThat(out.getByte(4) & 0xFF).isEqualTo(compressed ? 0xC1 : 0x81);
    assertThat(Frames.end(out, 4)).isEqualTo(out.writerIndex());
    assertThat(out.getInt(0)).isEqualTo(0x01020304);
    assertThat(payload(out, 4, compressed, length)).isEqualTo(plain);
    if (compressed) {
      assertThat(out.writerIndex() - 4).isLessThan(Frames.bytes(length));
    }
    out.release();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300, 65_536, 200_000})
  void writesWhatGetsNoSmallerAsItIs(int length) throws DataFormatException {
    byte[] plain = new byte[length];
    new Random(3).nextBytes(plain);
    ByteBuf out = Unpooled.directBuffer(1, DeflatedFrames.maxBytes(length));

    boolean compressed = frames.write(out, Frames.BINARY, Unpooled.wrappedBuffer(plain));

    assertThat(compressed).isFalse();
    assertThat(out.getByte(0) & 0xFF).isEqualTo(0x82);
    assertThat(out.readableBytes()).isEqualTo(Frames.bytes(length));
    assertThat(payload(out, 0, false, length)).isEqualTo(plain);
    out.release();
  }

  @Test
  void writesTheSameBytesEachTime() {
    ByteBuf payload = Unpooled.wrappedBuffer(text(2_000));
    ByteBuf first = Unpooled.directBuffer();
    ByteBuf second = Unpooled.directBuffer();

    frames.write(first, Frames.TEXT, payload);
    frames.write(Unpooled.buffer(), Frames.BINARY, Unpooled.wrappedBuffer(text(30_000)));
    frames.write(second, Frames.TEXT, payload);

    assertThat(ByteBufUtil.hexDump(second)).isEqualTo(ByteBufUtil.hexDump(first));
    assertThat(payload.readableBytes()).isEqualTo(2_000);
    first.release();
    second.release();
  }

  @Test
  void readsAPayloadInPieces() throws DataFormatException {
    byte[] plain = text(4_000);
    ByteBuf pieces =
        Unpooled.wrappedBuffer(
            Unpooled.copiedBuffer(plain, 0, 1_500), Unpooled.copiedBuffer(plain, 1_500, 2_500));
    ByteBuf out = Unpooled.buffer();

    assertThat(frames.write(out, Frames.TEXT, pieces)).isTrue();

    assertThat(payload(out, 0, true, 4_000)).isEqualTo(plain);
    pieces.release();
  }

  @Test
  void needsNoMoreThanItSays() {
    for (int length = 1; length < 3_000; length += 7) {
      byte[] noise = new byte[length];
      new Random(length).nextBytes(noise);
      ByteBuf out = Unpooled.buffer(1, DeflatedFrames.maxBytes(length));

      frames.write(out, Frames.BINARY, Unpooled.wrappedBuffer(noise));

      assertThat(out.readableBytes()).isLessThanOrEqualTo(Frames.bytes(length));
    }
  }

  @Test
  void isWorthwhileForLargerMessagesAndNeverForControlFrames() {
    ByteBuf small = Unpooled.wrappedBuffer(new byte[DeflatedFrames.MIN_BYTES - 1]);
    ByteBuf large = Unpooled.wrappedBuffer(new byte[DeflatedFrames.MIN_BYTES]);

    assertThat(DeflatedFrames.isWorthwhile(Frames.TEXT, small)).isFalse();
    assertThat(DeflatedFrames.isWorthwhile(Frames.TEXT, large)).isTrue();
    assertThat(DeflatedFrames.isWorthwhile(Frames.BINARY, large)).isTrue();
    for (int control : new int[] {Frames.CLOSE, Frames.PING, Frames.PONG}) {
      assertThat(DeflatedFrames.isWorthwhile(control, large)).isFalse();
    }
  }

  @Test
  void compressesTheRepliesOfWhoAgreedAndOfNobodyElse() throws DataFormatException {
    var rig = new Rig();
    Rig.Client agreed = rig.client(true);
    Rig.Client other = rig.client(false);
    String reply = new String(text(10_000), StandardCharsets.UTF_8);
    agreed.outbox.sendFrames(rig.frame("shared"));

    agreed.send(reply);
    agreed.send("small");
    other.send(reply);
    rig.loop.runAll();

    assertThat(agreed.outbox.deflates()).isTrue();
    assertThat(agreed.outbox.bytes()).isLessThan(3_000);
    assertThat(agreed.texts()).hasSize(3).startsWith("shared").endsWith("small");
    assertThat(other.outbox.deflates()).isFalse();
    assertThat(other.texts()).containsExactly(reply);
    assertThat(rig.usedMemory()).isZero();
  }

  /** A reply that is compressed counts with what it holds in memory. */
  @Test
  void holdsNoMoreMemoryForUnreadRepliesThanItCounts() {
    var allocator = new UnpooledByteBufAllocator(true, false);
    var replies = new Replies(allocator);

    replies.add(Frames.TEXT, Unpooled.wrappedBuffer(new byte[4 << 20]), frames);

    assertThat(replies.ownBytes()).isBetween(4_000L, 64 * 1024L);
    assertThat(allocator.metric().usedDirectMemory()).isLessThanOrEqualTo(64 * 1024);
    replies.close();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  private static byte[] payload(ByteBuf out, int start, boolean compressed, int length)
      throws DataFormatException {
    int from = start + Frames.payloadOffset(out, start);
    byte[] body = ByteBufUtil.getBytes(out, from, Frames.end(out, start) - from);
    if (!compressed) {
      return body;
    }
    var inflater = new Inflater(true);
    byte[] plain = new byte[length];
    inflater.setInput(body);
    int read = inflater.inflate(plain);
    inflater.setInput(TAIL);
    read += inflater.inflate(plain, read, length - read);
    assertThat(read).isEqualTo(length);
    assertThat(inflater.inflate(new byte[1])).isZero();
    inflater.end();
    return plain;
  }

  /** Compresses to about a third. */
  private static byte[] text(int length) {
    var random = new Random(length);
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append("{\"id\":").append(random.nextInt(100_000)).append(",\"label\":\"node\"},");
    }
    return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
  }
}
