package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import java.util.Optional;

/**
 * A WebSocket message of the settings protocol, which is one message.
 *
 * <pre>
 * 0  1  0x00: the body follows; 0xFF: the body follows as one gzip member
 * 1  n  the body: opcode u8, fields
 * </pre>
 *
 * A body above 256 bytes is sent as gzip where that is smaller and no reader has to refuse it.
 */
public final class SettingsCodec {
  private static final int PLAIN = 0x00;
  private static final int GZIP = 0xFF;
  private static final int PREFIX_BYTES = 1;
  private static final int COMPRESSED_ABOVE = 256;

  private SettingsCodec() {}

  /**
   * Appends the message, or nothing where it throws.
   *
   * @throws ProtocolException VALIDATION_ERROR where a value is nested deeper than 32 or a path
   *     longer than 65,535 bytes
   */
  public static void encode(ByteBuf out, SettingsMessage message) {
    int start = out.writerIndex();
    Weight weight = Weight.unlimited();
    try {
      message.match(new MessageWriter(out.writeByte(PLAIN), weight));
    } catch (ProtocolException e) {
      out.writerIndex(start);
      throw e;
    }
    int body = start + PREFIX_BYTES;
    int bodyBytes = out.writerIndex() - body;
    if (bodyBytes > COMPRESSED_ABOVE) {
      weight.body(bodyBytes);
      Optional<ByteBuf> member = Gzip.deflate(out.slice(body, bodyBytes));
      member
          .filter(gzip -> weight.fits(PREFIX_BYTES + gzip.readableBytes()))
          .ifPresent(gzip -> out.writerIndex(start).writeByte(GZIP).writeBytes(gzip));
    }
  }

  /**
   * Reads a whole message; the buffer stays as it is.
   *
   * @throws ProtocolException MALFORMED_FRAME where anything is cut off, left over or not what it
   *     says; UNKNOWN_TYPE where the opcode is unknown; MESSAGE_TOO_LARGE where it is a gzip member
   *     that holds too much
   */
  public static SettingsMessage decode(ByteBuf message) {
    if (!message.isReadable()) {
      throw ProtocolException.at(ErrorCode.MALFORMED_FRAME, "The message is empty", 0);
    }
    int prefix = message.getUnsignedByte(message.readerIndex());
    int bytes = message.readableBytes();
    ByteBuf rest = message.slice(message.readerIndex() + PREFIX_BYTES, bytes - PREFIX_BYTES);
    ByteBuf body =
        switch (prefix) {
          case PLAIN -> rest;
          case GZIP -> Gzip.inflate(rest);
          default ->
              throw ProtocolException.at(
                  ErrorCode.MALFORMED_FRAME, "The prefix is neither 0x00 nor 0xFF", 0);
        };
    try {
      return new MessageReader(body, Weight.ofMessage(bytes)).read();
    } catch (ProtocolException e) {
      throw e.byteOffset() < 0 ? e : e.shifted(PREFIX_BYTES);
    }
  }
}
