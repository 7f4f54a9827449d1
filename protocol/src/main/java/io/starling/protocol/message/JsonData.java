package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One complete JSON value in UTF-8, as somebody sent it: it is checked once and then passed through
 * as bytes, whatever the dialect around it. Immutable.
 */
public final class JsonData implements JsonBody {

  /** An object without fields. */
  public static final JsonData EMPTY =
      new JsonData("{}".getBytes(StandardCharsets.US_ASCII), new Shape(true, true, false));

  private final byte[] utf8;
  private final Shape shape;

  /**
   * What a dialect needs to know of a value before it writes it.
   *
   * @param object whether it is an object
   * @param empty whether it is an object without fields
   * @param timestamped whether it is an object that says when it was
   */
  public record Shape(boolean object, boolean empty, boolean timestamped) {}

  /** Wraps bytes that were found to be one JSON value; they are the callee's from here on. */
  public JsonData(byte[] utf8, Shape shape) {
    this.utf8 = utf8;
    this.shape = shape;
  }

  /** Returns whether it is an object. */
  public boolean isObject() {
    return shape.object();
  }

  /** Returns the size in bytes. */
  public int length() {
    return utf8.length;
  }

  /** Returns a copy of the bytes. */
  @Override
  public byte[] bytes() {
    return utf8.clone();
  }

  @Override
  public void writeTo(ByteBuf out) {
    out.writeBytes(utf8);
  }

  /** Appends the value, with a {@code timestamp} in Unix ms where it is an object without one. */
  public void writeTo(ByteBuf out, long timestamp) {
    if (!shape.object() || shape.timestamped()) {
      writeTo(out);
      return;
    }
    out.writeBytes(utf8, 0, utf8.length - 1);
    ByteBufUtil.writeAscii(
        out, (shape.empty() ? "\"timestamp\":" : ",\"timestamp\":") + timestamp + "}");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonData data && Arrays.equals(utf8, data.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
