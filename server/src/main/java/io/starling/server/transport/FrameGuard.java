package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.starling.server.hub.Frames;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks the frames in front of Netty's decoder and refuses what is wrong as soon as it arrives,
 * where the decoder would wait for the whole frame, or not look: bits of extensions, lengths, the
 * sum of a message's fragments, and text byte by byte. What comes before the fault goes on; behind
 * it nothing does. Says, too, when a message is not finished in time, be it that its fragments fail
 * to come or that the bytes of one frame drip. Copies nothing and allocates nothing for a frame.
 * Confined to the connection's event loop.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int CONTROL = 0x08;
  private static final int OTHER_EXTENSIONS = 0x30;
  private static final int CONTINUATION = 0;
  private static final int NONE = 0;

  /** What is said to the handlers behind. */
  enum Event {
    /** A message was not finished in time, or in twice that. */
    UNFINISHED,
    /** A streamed message has more fragments than allowed; others are counted behind. */
    TOO_MANY_FRAGMENTS
  }

  /** A piece of a binary message that is handed on as it arrives; who takes it releases it. */
  record Part(ByteBuf bytes, boolean last) {}

  /** What comes next of a frame. */
  private enum Phase {
    FIRST,
    SECOND,
    LENGTH,
    MASK,
    PAYLOAD
  }

  private final MessageBounds bounds;
  private final boolean deflates;

  /** The longest binary message now; who the client is may change. */
  private final IntSupplier maxBinaryBytes;

  private final Utf8Check utf8 = new Utf8Check();

  // The frame that is being read.
  private Phase phase = Phase.FIRST;
  private int first;
  private int missing;
  private long shortest;
  private long length;
  private int mask;
  private long read;

  /** The beginning of a header, where it may be that of a streamed frame. */
  private @Nullable ByteBuf held;

  // The message that is being read, and how much of it came in frames before.
  private int message = NONE;
  private boolean plainText;
  private long messageBytes;

  /** Whether its parts go past the decoder, which would wait for whole frames. */
  private boolean streamed;

  private int fragments;

  private boolean failed;

  /** Counts what is waited for: messages, and control frames between them. */
  private int begun;

  private int watched;
  private @Nullable ScheduledFuture<?> watch;

  FrameGuard(MessageBounds bounds, boolean deflates, IntSupplier maxBinaryBytes) {
    this.bounds = bounds;
    this.deflates = deflates;
    this.maxBinaryBytes = maxBinaryBytes;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object arrived) {
    if (failed || !(arrived instanceof ByteBuf fresh)) {
      ReferenceCountUtil.release(arrived);
      return;
    }
    ByteBuf bytes = withHeld(context, fresh);
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    int frame = at;
    while (at < end) {
      FrameFault fault;
      if (phase == Phase.PAYLOAD) {
        int from = at;
        at += (int) Math.min(length - read, end - from);
        fault = isStreamed() ? stream(context, bytes, from, at) : payload(bytes, from, at);
        if (isStreamed()) {
          bytes.readerIndex(at);
        }
      } else {
        frame = phase == Phase.FIRST ? at : frame;
        fault = header(bytes.getByte(at++) & 0xFF);
        if (fault == null && hasBegun() && isStreamed()) {
          passOn(context, bytes, frame, at);
          startOfStreamed(context);
        }
      }
      if (fault != null) {
        fail(context, bytes, frame, fault);
        return;
      }
    }
    if (hasBegun() || maxBinaryBytes.getAsInt() <= bounds.maxBytes()) {
      passOn(context, bytes);
    } else {
      hold(context, bytes, frame);
    }
    if (isUnfinished() && watch == null) {
      watch(context);
    }
  }

  /** Whether the header of the newest frame is behind. */
  private boolean hasBegun() {
    return phase == Phase.PAYLOAD || phase == Phase.FIRST;
  }

  private boolean isStreamed() {
    return streamed && !isControl();
  }

  private static void passOn(ChannelHandlerContext context, ByteBuf bytes) {
    if (bytes.isReadable()) {
      context.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
  }

  /** Passes on what is in front of a streamed frame, and goes on behind its header. */
  private static void passOn(ChannelHandlerContext context, ByteBuf bytes, int frame, int payload) {
    if (frame > bytes.readerIndex()) {
      context.fireChannelRead(bytes.readRetainedSlice(frame - bytes.readerIndex()));
    }
    bytes.readerIndex(payload);
  }

  /** The decoder is not to see a header that may be the one of a streamed frame. */
  private void hold(ChannelHandlerContext context, ByteBuf bytes, int frame) {
    held = bytes.copy(frame, bytes.writerIndex() - frame);
    bytes.writerIndex(frame);
    phase = Phase.FIRST;
    passOn(context, bytes);
  }

  private ByteBuf withHeld(ChannelHandlerContext context, ByteBuf fresh) {
    ByteBuf before = held;
    if (before == null) {
      return fresh;
    }
    held = null;
    ByteBuf both = context.alloc().buffer(before.readableBytes() + fresh.readableBytes());
    both.writeBytes(before).writeBytes(fresh);
    before.release();
    fresh.release();
    return both;
  }

  private void startOfStreamed(ChannelHandlerContext context) {
    if (++fragments > bounds.maxFragments()) {
      context.fireUserEventTriggered(Event.TOO_MANY_FRAGMENTS);
    }
    if (phase == Phase.FIRST) {
      context.fireChannelRead(new Part(Unpooled.EMPTY_BUFFER, isFinal()));
    }
  }

  /** Hands a piece of a streamed frame on, past the decoder. */
  private @Nullable FrameFault stream(
      ChannelHandlerContext context, ByteBuf bytes, int from, int to) {
    ByteBuf plain = context.alloc().buffer(to - from);
    int shift = (int) (read & 3);
    for (int at = from; at < to; at++) {
      int key = Integer.rotateLeft(mask, Byte.SIZE * (at - from + shift + 1));
      plain.writeByte(bytes.getByte(at) ^ key);
    }
    read += to - from;
    boolean whole = read == length;
    FrameFault fault = whole ? end() : null;
    context.fireChannelRead(new Part(plain, whole && isFinal()));
    return fault;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (watch != null) {
      watch.cancel(false);
    }
    if (held != null) {
      held.release();
      held = null;
    }
    context.fireChannelInactive();
  }

  private boolean isUnfinished() {
    return phase != Phase.FIRST || message != NONE || held != null;
  }

  /** One timer at most, and none for what comes whole; it is not touched by what finishes. */
  private void watch(ChannelHandlerContext context) {
    watched = begun;
    watch =
        context
            .executor()
            .schedule(() -> look(context), bounds.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(ChannelHandlerContext context) {
    watch = null;
    if (failed || !isUnfinished()) {
      return;
    }
    if (watched == begun) {
      context.fireUserEventTriggered(Event.UNFINISHED);
    } else {
      watch(context);
    }
  }

  private void fail(ChannelHandlerContext context, ByteBuf bytes, int frame, FrameFault fault) {
    failed = true;
    bytes.writerIndex(frame);
    if (bytes.isReadable()) {
      context.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
    context.fireExceptionCaught(fault.exception());
  }

  private @Nullable FrameFault header(int next) {
    return switch (phase) {
      case FIRST -> first(next);
      case SECOND -> second(next);
      case LENGTH -> {
        length = length << 8 | next;
        yield --missing == 0 ? sized() : null;
      }
      case MASK -> {
        mask = mask << 8 | next;
        yield --missing == 0 ? begin() : null;
      }
      case PAYLOAD -> throw new IllegalStateException("a payload is no header");
    };
  }

  private @Nullable FrameFault first(int next) {
    first = next;
    phase = Phase.SECOND;
    if (message == NONE) {
      begun++;
    }
    boolean extended = (next & Frames.DEFLATED) != 0;
    if ((next & OTHER_EXTENSIONS) != 0 || (extended && !deflates)) {
      return FrameFault.EXTENSION;
    }
    return switch (opcode()) {
      case CONTINUATION -> extended ? FrameFault.EXTENSION : inMessage(true);
      case Frames.TEXT, Frames.BINARY -> inMessage(false);
      case Frames.CLOSE, Frames.PING, Frames.PONG ->
          extended ? FrameFault.EXTENSION : isFinal() ? null : FrameFault.CONTROL;
      default -> FrameFault.OPCODE;
    };
  }

  private @Nullable FrameFault inMessage(boolean should) {
    return (message != NONE) == should ? null : FrameFault.ORDER;
  }

  private @Nullable FrameFault second(int next) {
    if ((next & MASKED) == 0) {
      return FrameFault.UNMASKED;
    }
    int said = next & ~MASKED;
    if (said < 126) {
      length = said;
      shortest = 0;
      return sized();
    }
    if (isControl()) {
      return FrameFault.CONTROL;
    }
    length = 0;
    shortest = said == 126 ? 126 : 65_536;
    missing = said == 126 ? Short.BYTES : Long.BYTES;
    phase = Phase.LENGTH;
    return null;
  }

  /** A length with its highest bit is negative here. */
  private @Nullable FrameFault sized() {
    if (length < shortest) {
      return FrameFault.LENGTH;
    }
    if (!isControl() && length > most() - messageBytes) {
      return FrameFault.TOO_LARGE;
    }
    missing = Integer.BYTES;
    phase = Phase.MASK;
    return null;
  }

  /** Bytes of the message that this frame is of. */
  private int most() {
    boolean parts = opcode() == CONTINUATION ? streamed : beginsStream();
    return parts ? maxBinaryBytes.getAsInt() : bounds.maxBytes();
  }

  /** Whether this frame begins a message whose parts are handed on as they arrive. */
  private boolean beginsStream() {
    boolean divided = first == Frames.BINARY;
    boolean large = first == (FINAL | Frames.BINARY) && length > bounds.maxBytes();
    return (divided || large) && maxBinaryBytes.getAsInt() > bounds.maxBytes();
  }

  private @Nullable FrameFault begin() {
    if (!isControl() && opcode() != CONTINUATION) {
      streamed = beginsStream();
      fragments = 0;
      message = opcode();
      plainText = message == Frames.TEXT && (first & Frames.DEFLATED) == 0;
    }
    read = 0;
    if (length == 0) {
      return end();
    }
    phase = Phase.PAYLOAD;
    return null;
  }

  private @Nullable FrameFault payload(ByteBuf bytes, int from, int to) {
    if (plainText
        && !isControl()
        && !utf8.takes(bytes, from, to, Integer.rotateLeft(mask, Byte.SIZE * (int) (read & 3)))) {
      return FrameFault.NO_UTF8;
    }
    read += to - from;
    return read == length ? end() : null;
  }

  private @Nullable FrameFault end() {
    phase = Phase.FIRST;
    if (isControl()) {
      return null;
    }
    messageBytes += length;
    if (isFinal()) {
      message = NONE;
      messageBytes = 0;
      return utf8.isComplete() ? null : FrameFault.NO_UTF8;
    }
    return null;
  }

  private int opcode() {
    return first & 0x0F;
  }

  private boolean isControl() {
    return (first & CONTROL) != 0;
  }

  private boolean isFinal() {
    return (first & FINAL) != 0;
  }
}
