package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.negotiation.Agreement;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the binary messages of one connection. The first one decides whether they have headers, and
 * the decision holds; an agreement decides it too. A message is refused whole or delivered whole.
 *
 * <p>Confined to the connection's event loop.
 */
public final class BinaryInput {

  /** Takes what a message held, after all of it was checked. */
  public interface Sink {
    /** Takes a protocol message; the records in it live as long as the message's buffer. */
    void message(ClientMessage message);

    /** Takes a doubt about what came, before the message it is about. */
    void warning(WarningCode code);
  }

  private enum Reading {
    UNDECIDED,
    HEADED,
    HEADERLESS_V2,
    HEADERLESS_V1
  }

  /** Divisible by both record sizes. */
  private static final int AMBIGUOUS_BYTES = PositionCodec.V1_BYTES * PositionCodec.V2_BYTES;

  private Reading reading = Reading.UNDECIDED;
  private @Nullable Agreement agreement;
  private long skipped;

  /** From now on only headed messages of this version come, until the next agreement. */
  public void agree(Agreement newAgreement) {
    agreement = newAgreement;
    reading = Reading.HEADED;
  }

  /** Returns how many messages were skipped: of unknown types, or not for a server. */
  public long skipped() {
    return skipped;
  }

  /**
   * Reads one WebSocket message, which stays the caller's.
   *
   * @throws ProtocolException MALFORMED_FRAME or PROTOCOL_VERSION_MISMATCH; nothing was delivered
   */
  public void decode(ByteBuf message, Sink sink) {
    ByteBuf in = message.slice();
    switch (reading) {
      case UNDECIDED -> decodeFirst(in, sink);
      case HEADED -> deliver(Chain.read(in, agreement), sink);
      case HEADERLESS_V2 -> sink.message(positions(2, in));
      case HEADERLESS_V1 -> sink.message(positions(1, in));
    }
  }

  /**
   * Begins to read a message that is too large to be kept; the stream takes its parts.
   *
   * @param refused takes what was wrong with one of the messages in it
   */
  public BinaryStream stream(Sink sink, Consumer<ProtocolException> refused) {
    return new BinaryStream(this, sink, refused);
  }

  /** Lets the header at the start decide, if nothing has; false where it is none. */
  boolean decideByHeader(ByteBuf in) {
    if (reading == Reading.UNDECIDED && Chain.beginsWithHeader(in)) {
      reading = Reading.HEADED;
    }
    return reading != Reading.UNDECIDED;
  }

  /**
   * Returns how many bytes what comes next has: a whole message, or as many records as are there.
   */
  int nextBytes(ByteBuf in) {
    return switch (reading) {
      case UNDECIDED -> throw new IllegalStateException("nothing has decided");
      case HEADED -> HeaderCodec.messageBytes(in);
      case HEADERLESS_V2 -> wholeRecords(in, PositionCodec.V2_BYTES);
      case HEADERLESS_V1 -> wholeRecords(in, PositionCodec.V1_BYTES);
    };
  }

  private static int wholeRecords(ByteBuf in, int size) {
    return in.readableBytes() / size * size;
  }

  /** Reads what {@link #nextBytes} has told of. */
  void decodeNext(ByteBuf in, Sink sink) {
    decode(in, sink);
  }

  private void decodeFirst(ByteBuf in, Sink sink) {
    Optional<Chain> headed = Chain.readFirst(in.duplicate());
    if (headed.isPresent()) {
      reading = Reading.HEADED;
      deliver(headed.get(), sink);
    } else {
      decodeHeaderless(in, sink);
    }
  }

  private void decodeHeaderless(ByteBuf in, Sink sink) {
    int bytes = in.readableBytes();
    if (bytes == 0) {
      throw HeaderCodec.malformed("The message is empty", 0);
    }
    if (bytes % PositionCodec.V2_BYTES == 0) {
      reading = Reading.HEADERLESS_V2;
    } else if (bytes % PositionCodec.V1_BYTES == 0) {
      reading = Reading.HEADERLESS_V1;
    } else {
      throw HeaderCodec.malformed("Neither messages with headers nor position records", 0);
    }
    if (bytes % AMBIGUOUS_BYTES == 0) {
      sink.warning(WarningCode.VERSION_AMBIGUOUS);
    }
    sink.message(positions(reading == Reading.HEADERLESS_V1 ? 1 : 2, in));
  }

  private static ClientMessage positions(int version, ByteBuf in) {
    if (!in.isReadable()) {
      throw HeaderCodec.malformed("The message is empty", 0);
    }
    return new ClientMessage.PositionUpdate(PositionCodec.decode(version, in));
  }

  private void deliver(Chain chain, Sink sink) {
    skipped += chain.skipped();
    chain.messages().forEach(sink::message);
  }
}
