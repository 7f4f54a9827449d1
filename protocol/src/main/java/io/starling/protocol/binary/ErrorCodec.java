package io.starling.protocol.binary;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.FailureJson;
import io.starling.protocol.message.ClientMessage.ErrorReport;

/**
 * 0xFF, an error.
 *
 * <pre>
 * 0  n  the error model as JSON, UTF-8
 * </pre>
 */
public final class ErrorCodec {
  private ErrorCodec() {}

  /**
   * Appends the failure; one too long for a message goes without its details, and with the code's
   * own sentence.
   */
  public static void encode(ByteBuf out, int version, Failure failure) {
    int start = out.writerIndex();
    HeaderCodec.encode(out, MessageType.ERROR, version, 0);
    FailureJson.encode(failure, out);
    int payloadBytes = out.writerIndex() - start - HeaderCodec.BYTES;
    if (payloadBytes > HeaderCodec.MAX_PAYLOAD_BYTES) {
      out.writerIndex(start);
      encode(out, version, Failure.of(failure.code(), failure.timestamp()));
    } else {
      out.setShortLE(start + 2, payloadBytes);
    }
  }

  /**
   * Reads a payload.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not an error as JSON
   */
  public static ErrorReport decode(ByteBuf payload) {
    try {
      return FailureJson.decode(payload);
    } catch (ProtocolException e) {
      throw HeaderCodec.malformed("The payload is no error: " + e.reason(), 0);
    }
  }
}
