package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.starling.server.testing.RawSocket;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Binary messages that go past Netty's decoder, between others that don't. */
class StreamedMessageTest {

  private static final int MAX_BYTES = 500;
  private static final int MAX_STREAMED = 5_000;
  private static final int FRAGMENTS = 10;

  private final Collector collector = new Collector();
  private final AtomicInteger limit = new AtomicInteger(MAX_STREAMED);
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new FrameGuard(
              new MessageBounds(MAX_BYTES, FRAGMENTS, Duration.ofSeconds(10)), false, limit::get),
          new WebSocket13FrameDecoder(true, false, MAX_BYTES, false),
          collector);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 13, 14, 100, 10_000})
  void keepsEveryByteAndTheOrder(int piece) {
    for (int seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      List<String> sent = new ArrayList<>();
      byte[] stream = messages(random, sent);

      for (int from = 0; from < stream.length; from += piece) {
        channel.writeInbound(
            Unpooled.copiedBuffer(stream, from, Math.min(piece, stream.length - from)));
      }

      assertThat(collector.taken).as("seed %d", seed).isEqualTo(sent);
      collector.taken.clear();
    }
    assertThat(collector.fault).isNull();
  }

  @Test
  void handsOnWhatHasComeOfAFrame() {
    byte[] frame = RawSocket.frame(0x82, new byte[2_000]);

    channel.writeInbound(Unpooled.copiedBuffer(frame, 0, 1_000));

    assertThat(collector.pending.size()).isGreaterThan(900);
    assertThat(collector.taken).isEmpty();
  }

  @Test
  void refusesMoreThanTheLimitAtTheHeader() {
    byte[] frame = RawSocket.frame(0x82, new byte[MAX_STREAMED + 1]);

    channel.writeInbound(Unpooled.copiedBuffer(frame, 0, 8));

    assertThat(collector.fault).isNotNull();
  }

  @Test
  void refusesMoreThanTheLimitInFragments() {
    channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(0x02, new byte[MAX_STREAMED])));
    assertThat(collector.fault).isNull();

    channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(0x80, new byte[1])));

    assertThat(collector.fault).isNotNull();
  }

  @Test
  void countsFragments() {
    channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(0x02, new byte[1])));
    for (int i = 1; i < FRAGMENTS; i++) {
      channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(0x00, new byte[1])));
    }
    assertThat(collector.event).isNull();

    channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(0x00, new byte[0])));

    assertThat(collector.event).isEqualTo(FrameGuard.Event.TOO_MANY_FRAGMENTS);
  }

  @Test
  void streamsNothingForWhoMayNot() {
    limit.set(0);

    channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(0x02, new byte[] {7})));
    channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(0x80, new byte[] {8})));
    channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(0x82, new byte[MAX_BYTES + 1])));

    assertThat(collector.parts).isZero();
    assertThat(collector.fault).isNotNull();
  }

  @Test
  void letsGoOfAHeaderThatWasHeld() {
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x82}));

    assertThat(channel.finish()).isFalse();
  }

  /** A mix of text, pings and binary messages, small, large and in fragments. */
  private static byte[] messages(Random random, List<String> sent) {
    var stream = new ByteArrayOutputStream();
    for (int i = 0; i < 8; i++) {
      byte[] payload = new byte[random.nextInt(random.nextBoolean() ? 20 : MAX_STREAMED)];
      random.nextBytes(payload);
      switch (random.nextInt(4)) {
        case 0 -> {
          byte[] text = new byte[random.nextInt(50)];
          Arrays.fill(text, (byte) 'a');
          stream.writeBytes(RawSocket.frame(0x81, text));
          sent.add(ByteBufUtil.hexDump(text));
        }
        case 1 -> stream.writeBytes(RawSocket.frame(0x89, new byte[3]));
        case 2 -> {
          stream.writeBytes(RawSocket.frame(0x82, payload));
          sent.add(ByteBufUtil.hexDump(payload));
        }
        default -> {
          fragments(random, payload, stream);
          sent.add(ByteBufUtil.hexDump(payload));
        }
      }
    }
    return stream.toByteArray();
  }

  private static void fragments(Random random, byte[] payload, ByteArrayOutputStream stream) {
    int at = 0;
    int count = 1 + random.nextInt(FRAGMENTS - 1);
    for (int i = 0; i <= count; i++) {
      int end = i == count ? payload.length : at + random.nextInt(payload.length - at + 1);
      boolean last = i == count;
      stream.writeBytes(
          RawSocket.frame(
              (last ? 0x80 : 0) | (i == 0 ? 2 : 0), Arrays.copyOfRange(payload, at, end)));
      at = end;
      if (random.nextInt(3) == 0 && !last) {
        stream.writeBytes(RawSocket.frame(0x89, new byte[2]));
      }
    }
  }

  /** Whole messages in hexadecimal, whichever way they came. */
  private static final class Collector extends ChannelInboundHandlerAdapter {
    private final List<String> taken = new ArrayList<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private int parts;
    private @Nullable Throwable fault;
    private @Nullable Object event;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      try {
        switch (message) {
          case FrameGuard.Part(ByteBuf bytes, boolean last) -> {
            parts++;
            add(bytes, last);
          }
          case PingWebSocketFrame _ -> {}
          case WebSocketFrame frame -> add(frame.content(), frame.isFinalFragment());
          default -> throw new AssertionError(message);
        }
      } finally {
        if (message instanceof FrameGuard.Part(ByteBuf bytes, _)) {
          bytes.release();
        } else {
          ReferenceCountUtil.release(message);
        }
      }
    }

    private void add(ByteBuf bytes, boolean last) {
      pending.writeBytes(ByteBufUtil.getBytes(bytes));
      if (last) {
        taken.add(ByteBufUtil.hexDump(pending.toByteArray()));
        pending.reset();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      fault = cause;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object triggered) {
      event = triggered;
    }
  }
}
