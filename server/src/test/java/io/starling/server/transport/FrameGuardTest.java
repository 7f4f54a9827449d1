package io.starling.server.transport;

import static io.starling.server.testing.RawSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameGuardTest {

  private static final int MAX_BYTES = 70_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] WORDS = "ψαρόνι, 椋鳥, 🐦 and more".getBytes(StandardCharsets.UTF_8);

  private final Behind behind = new Behind();
  private final EmbeddedChannel channel = channel(true);

  @AfterEach
  void keepsNothing() {
    channel.finishAndReleaseAll();
    assertThat(behind.bytes.refCnt()).isEqualTo(1);
  }

  /** What comes behind the guard. */
  @Sharable
  private static final class Behind extends ChannelInboundHandlerAdapter {
    final ByteBuf bytes = Unpooled.buffer();
    final List<Integer> faults = new ArrayList<>();
    int unfinished;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var read = (ByteBuf) message;
      bytes.writeBytes(read);
      read.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      unfinished += event == FrameGuard.Event.UNFINISHED ? 1 : 0;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      faults.add(((CorruptedWebSocketFrameException) cause).closeStatus().code());
    }
  }

  @Test
  void letsWhatIsRightThroughAsItIsHoweverItComes() {
    byte[] right =
        join(
            frame(0x81, WORDS),
            frame(0x01, Arrays.copyOf(WORDS, 1)),
            frame(0x89, new byte[125]),
            frame(0x00, Arrays.copyOfRange(WORDS, 1, 17)),
            frame(0x8A, new byte[] {-1}),
            frame(0x00, new byte[0]),
            frame(0x80, Arrays.copyOfRange(WORDS, 17, WORDS.length)),
            frame(0x82, new byte[] {-1, -2}),
            frame(0xC1, new byte[] {-1, -2}),
            frame(0x41, new byte[] {-1}),
            frame(0x80, new byte[] {-2}),
            frame(0xC2, new byte[300]),
            frame(0x82, new byte[MAX_BYTES]),
            frame(0x81, new byte[0]),
            frame(0x88, new byte[] {3, -24}));

    for (int size : new int[] {1, 2, 3, 5, 100, right.length}) {
      behind.bytes.clear();
      write(channel(true), right, size);

      assertThat(behind.faults).isEmpty();
      assertThat(ByteBufUtil.getBytes(behind.bytes)).isEqualTo(right);
    }
  }

  /** The last byte is the one that makes it wrong. */
  @ParameterizedTest
  @CsvSource({
    "91, 1002",
    "A1, 1002",
    "B2, 1002",
    "C0, 1002",
    "C8, 1002",
    "C9, 1002",
    "CA, 1002",
    "C3, 1002",
    "80, 1002",
    "83, 1002",
    "87, 1002",
    "8B, 1002",
    "8F, 1002",
    "08, 1002",
    "09, 1002",
    "0A, 1002",
    "8100, 1002",
    "827D, 1002",
    "8200, 1002",
    "89FE, 1002",
    "8AFF, 1002",
    "82FE007D, 1002",
    "82FF000000000000FFFF, 1002",
    "82FFFFFFFFFFFFFFFFFF, 1002",
    "82FF8000000000010000, 1002",
    "82FF0000000000011171, 1009",
    "82FF7FFFFFFFFFFFFFFF, 1009",
    "01800000000081, 1002",
    "02800000000002, 1002",
    "0180000000000040, 1002",
    "819000000000FF, 1007",
    "8190000000006161C0, 1007",
    "81FF000000000001000012345678ED, 1007",
    "81820000000061C3, 1007",
    "018200000000E28280810000000041, 1007",
    "018100000000E280810000000080, 1007",
    "018100000000E2808000000000, 1007"
  })
  void failsWithTheFirstByteThatIsWrong(String hex, int code) {
    byte[] wrong = HexFormat.of().parseHex(hex);

    write(channel, Arrays.copyOf(wrong, wrong.length - 1), 1);
    assertThat(behind.faults).isEmpty();
    write(channel, new byte[] {wrong[wrong.length - 1]}, 1);

    assertThat(behind.faults).containsExactly(code);
  }

  @Test
  void knowsBytesThatOnlyAnotherConnectionAgreedTo() {
    EmbeddedChannel plain = channel(false);

    write(plain, frame(0xC1, WORDS), 100);

    assertThat(behind.faults).containsExactly(1002);
  }

  @Test
  void boundsTheSumOfFragmentsBeforeTheLastHasCome() {
    write(channel, frame(0x02, new byte[MAX_BYTES - 1]), 4_096);
    write(channel, frame(0x00, new byte[1]), 1);
    write(channel, frame(0x89, new byte[9]), 1);
    assertThat(behind.faults).isEmpty();

    write(channel, Arrays.copyOf(frame(0x80, new byte[1]), 2), 1);

    assertThat(behind.faults).containsExactly(1009);
  }

  @Test
  void letsThroughWhatComesBeforeTheFaultAndNothingBehindIt() {
    byte[] ping = frame(0x89, new byte[] {7});
    byte[] broken = frame(0xA2, new byte[3]);

    write(channel, join(ping, ping, broken, ping), 1_000);
    write(channel, ping, 1_000);
    write(channel, broken, 1);

    assertThat(ByteBufUtil.getBytes(behind.bytes)).isEqualTo(join(ping, ping));
    assertThat(behind.faults).containsExactly(1002);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"82", "8283000000", "8283000000000102", "0180000000", "018000000000", "89"})
  void tellsOfWhatIsNotFinishedInTime(String hex) {
    channel.freezeTime();
    write(channel, HexFormat.of().parseHex(hex), 1);

    pass(PATIENCE.minusMillis(1));
    assertThat(behind.unfinished).isZero();
    pass(Duration.ofMillis(1));

    assertThat(behind.unfinished).isEqualTo(1);
  }

  @Test
  void tellsOfAFrameThatDrips() {
    channel.freezeTime();
    byte[] drips = frame(0x82, new byte[1_000]);
    for (int i = 0; i < 500 && behind.unfinished == 0; i++) {
      write(channel, new byte[] {drips[i]}, 1);
      pass(PATIENCE.dividedBy(100));
    }

    assertThat(behind.unfinished).isEqualTo(1);
  }

  @Test
  void waitsForEachMessageOnItsOwn() {
    channel.freezeTime();
    byte[] message = frame(0x82, new byte[10]);
    for (int i = 0; i < 100; i++) {
      write(channel, Arrays.copyOf(message, 8), 8);
      pass(PATIENCE.dividedBy(3));
      write(channel, Arrays.copyOfRange(message, 8, message.length), 8);
    }
    pass(PATIENCE.multipliedBy(3));

    assertThat(behind.unfinished).isZero();
  }

  @Test
  void leavesNoTimerBehind() {
    channel.freezeTime();
    write(channel, new byte[] {(byte) 0x82}, 1);

    channel.close();
    channel.runPendingTasks();

    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  /** Random frames with random faults: the decoder finds nothing that the guard let through. */
  @Test
  void findsTheSameHoweverItComesAndAllThatTheDecoderWould() {
    var random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] stream = stream(random);
      behind.faults.clear();
      behind.bytes.clear();
      write(channel(true), stream, stream.length);
      List<Integer> faults = List.copyOf(behind.faults);
      byte[] passed = ByteBufUtil.getBytes(behind.bytes);
      behind.faults.clear();
      behind.bytes.clear();
      write(channel(true), stream, 1 + random.nextInt(9));

      assertThat(behind.faults).isEqualTo(faults).hasSizeLessThan(2);
      assertThat(ByteBufUtil.getBytes(behind.bytes, 0, passed.length)).isEqualTo(passed);
      assertThat(decoderRefuses(passed)).as(HexFormat.of().formatHex(stream)).isFalse();
      refused += faults.size();
    }
    assertThat(refused).isBetween(2_000, 4_900);
  }

  /** Up to five frames, in which a header or a payload may have a bit wrong. */
  private static byte[] stream(Random random) {
    int[] firsts = {0x81, 0x82, 0x01, 0x80, 0x80, 0x00, 0x89, 0x8A, 0xC1, 0xC2};
    byte[][] frames = new byte[1 + random.nextInt(5)][];
    for (int i = 0; i < frames.length; i++) {
      byte[] payload = Arrays.copyOf(WORDS, random.nextInt(WORDS.length));
      byte[] frame = frame(firsts[random.nextInt(firsts.length)], payload);
      if (random.nextInt(8) == 0) {
        frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
      }
      frames[i] = frame;
    }
    return join(frames);
  }

  private static boolean decoderRefuses(byte[] bytes) {
    var decoder = new EmbeddedChannel(new WebSocket13FrameDecoder(true, true, MAX_BYTES, false));
    try {
      decoder.writeInbound(Unpooled.wrappedBuffer(bytes));
      return false;
    } catch (CorruptedWebSocketFrameException refused) {
      return true;
    } finally {
      decoder.finishAndReleaseAll();
    }
  }

  private EmbeddedChannel channel(boolean deflates) {
    return new EmbeddedChannel(
        new FrameGuard(new MessageBounds(MAX_BYTES, 10, PATIENCE), deflates, () -> 0), behind);
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private static void write(EmbeddedChannel to, byte[] bytes, int size) {
    for (int from = 0; from < bytes.length; from += size) {
      to.writeInbound(Unpooled.copiedBuffer(bytes, from, Math.min(size, bytes.length - from)));
    }
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
