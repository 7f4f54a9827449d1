package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.settings.Value.Member;
import java.util.List;

/**
 * Writes values in their one form.
 *
 * <pre>
 * tag  value                      tag  value
 *  0   null                        5   f64
 *  1   bool u8: 0 or 1             6   string: length u32, UTF-8
 *  2   i32                         7   bytes: length u32, bytes
 *  3   i64                         8   array: n u32, n values
 *  4   f32                         9   object: n u32, n of (length u32, key in UTF-8, value)
 * </pre>
 *
 * Keys ascend by their bytes. Confined to one encoding.
 */
final class ValueWriter implements Value.Cases {
  private final ByteBuf out;
  private final Weight weight;
  private int depth;

  ValueWriter(ByteBuf out, Weight weight) {
    this.out = out;
    this.weight = weight;
  }

  /**
   * Appends a value.
   *
   * @throws ProtocolException VALIDATION_ERROR where it is nested deeper than 32
   */
  void write(Value value) {
    value.match(this);
  }

  @Override
  public void nothing() {
    tag(Tag.NULL);
  }

  @Override
  public void bool(boolean value) {
    tag(Tag.BOOL);
    out.writeBoolean(value);
  }

  @Override
  public void i32(int value) {
    tag(Tag.I32);
    out.writeIntLE(value);
  }

  @Override
  public void i64(long value) {
    tag(Tag.I64);
    out.writeLongLE(value);
  }

  @Override
  public void f32(float value) {
    tag(Tag.F32);
    out.writeFloatLE(value);
  }

  @Override
  public void f64(double value) {
    tag(Tag.F64);
    out.writeDoubleLE(value);
  }

  @Override
  public void text(String value) {
    tag(Tag.TEXT);
    string(value);
  }

  @Override
  public void bytes(ByteString value) {
    tag(Tag.BYTES);
    weight.copy(value.length());
    out.writeIntLE(value.length());
    value.writeTo(out);
  }

  @Override
  public void array(List<Value> items) {
    enter(Tag.ARRAY, items.size());
    items.forEach(this::write);
    depth--;
  }

  @Override
  public void members(List<Member> members) {
    enter(Tag.OBJECT, members.size());
    for (Member member : members) {
      weight.item();
      string(member.key());
      write(member.value());
    }
    depth--;
  }

  private void enter(Tag tag, int count) {
    if (depth == Tag.MAX_DEPTH) {
      throw ProtocolException.of(
          ErrorCode.VALIDATION_ERROR, "Values are nested deeper than " + Tag.MAX_DEPTH);
    }
    depth++;
    tag(tag);
    weight.container();
    out.writeIntLE(count);
  }

  private void tag(Tag tag) {
    weight.item();
    out.writeByte(tag.code());
  }

  /** Appends UTF-8 behind its length, a u32. */
  void string(String text) {
    int length = ByteBufUtil.utf8Bytes(text);
    weight.copy(length);
    out.writeIntLE(length);
    ByteBufUtil.reserveAndWriteUtf8(out, text, length);
  }
}
