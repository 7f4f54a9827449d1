package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.settings.SettingsMessage.Response;
import io.starling.protocol.settings.SettingsMessage.Setting;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The bytes of a {@link Response} that is ok, which depend on what was asked.
 *
 * <pre>
 * Get            value
 * BatchGet       n u32, n of (path u32, value), as they were asked for
 * Set, BatchSet  version u64 of the tree afterwards
 * </pre>
 *
 * What reads them throws MALFORMED_FRAME where they are something else, or not ok.
 */
public final class ResponseCodec {
  private ResponseCodec() {}

  /** Answers a Get. */
  public static Response value(Value value) {
    return response(writer -> writer.value(value));
  }

  /** Answers a BatchGet. */
  public static Response settings(List<Setting> settings) {
    return response(writer -> writer.settings(settings));
  }

  /** Answers a Set or BatchSet. */
  public static Response version(long version) {
    ByteBuf bytes = Unpooled.buffer(8, 8).writeLongLE(version);
    return new Response(true, ByteString.copyOf(bytes.array()));
  }

  /** Reads the answer to a Get. */
  public static Value readValue(Response response) {
    return read(response, MessageReader::value);
  }

  /** Reads the answer to a BatchGet. */
  public static List<Setting> readSettings(Response response) {
    return List.copyOf(read(response, MessageReader::settings));
  }

  /** Reads the answer to a Set or BatchSet. */
  public static long readVersion(Response response) {
    return read(response, MessageReader::version);
  }

  private static Response response(Consumer<MessageWriter> write) {
    ByteBuf bytes = Unpooled.buffer();
    write.accept(new MessageWriter(bytes, Weight.unlimited()));
    return new Response(true, ByteString.copyOf(ByteBufUtil.getBytes(bytes)));
  }

  private static <T> T read(Response response, Function<MessageReader, T> field) {
    if (!response.ok()) {
      throw ProtocolException.of(ErrorCode.MALFORMED_FRAME, "The response is not ok");
    }
    ByteBuf bytes = response.bytes().view();
    Weight weight = Weight.ofMessage(bytes.readableBytes());
    MessageReader reader = new MessageReader(bytes, weight);
    T read = field.apply(reader);
    reader.requireEnd();
    return read;
  }
}
