package io.starling.protocol.inspect;

import io.netty.buffer.ByteBuf;
import java.util.UUID;

/** How a field of fixed size is written, little-endian, and what it is in JSON. */
enum FieldKind {
  U8(1),
  U16(2),
  U32(4),
  I32(4),
  /** Of which all ones mean none, which is -1. */
  OPTIONAL16(2),
  OPTIONAL32(4),
  /** A u16 whose bits 15 and 14 are those of a u32, 16 bits lower. */
  TYPED16(2),
  /** Two bytes that are zero and say nothing. */
  ZERO16(2),
  /** A string of decimal digits, since not every reader of JSON has such integers. */
  U64(8),
  /**
   * A number, or {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}; a NaN of other bits than
   * Java's own has them behind it, as in {@code "NaN:7f800001"}.
   */
  F32(4),
  /** In the order in which a UUID is written. */
  UUID(16);

  private static final int ID16 = 0x3FFF;
  private static final int NAN = Float.floatToIntBits(Float.NaN);
  private static final String OTHER_NAN = "NaN:";

  private final int bytes;

  FieldKind(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  Object read(ByteBuf in) {
    return switch (this) {
      case U8 -> (long) in.readUnsignedByte();
      case U16 -> (long) in.readUnsignedShortLE();
      case U32 -> in.readUnsignedIntLE();
      case I32 -> (long) in.readIntLE();
      case OPTIONAL16 -> optional(in.readUnsignedShortLE(), 0xFFFF);
      case OPTIONAL32 -> optional(in.readUnsignedIntLE(), 0xFFFF_FFFFL);
      case TYPED16 -> typed(in.readUnsignedShortLE());
      case ZERO16 -> (long) in.readUnsignedShortLE();
      case U64 -> Long.toUnsignedString(in.readLongLE());
      case F32 -> number(in.readIntLE());
      case UUID -> new UUID(in.readLong(), in.readLong()).toString();
    };
  }

  /**
   * Writes a value as it stands in JSON.
   *
   * @throws IllegalArgumentException with a sentence, where it is none of this kind
   */
  void write(ByteBuf out, Object value) {
    switch (this) {
      case U8 -> out.writeByte((int) integer(value, 0, 0xFF));
      case U16 -> out.writeShortLE((int) integer(value, 0, 0xFFFF));
      case U32 -> out.writeIntLE((int) integer(value, 0, 0xFFFF_FFFFL));
      case I32 -> out.writeIntLE((int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case OPTIONAL16 -> out.writeShortLE((int) integer(value, -1, 0xFFFE));
      case OPTIONAL32 -> out.writeIntLE((int) integer(value, -1, 0xFFFF_FFFEL));
      case TYPED16 -> out.writeShortLE(untyped(integer(value, 0, 0xFFFF_FFFFL)));
      case ZERO16 -> out.writeShortLE((int) integer(value, 0, 0xFFFF));
      case U64 -> out.writeLongLE(u64(value));
      case F32 -> out.writeIntLE(f32(value));
      case UUID -> writeUuid(out, value);
    }
  }

  private static Object typed(int value) {
    return (long) (value & ~ID16) << 16 | (long) (value & ID16);
  }

  private static int untyped(long value) {
    return (int) ((value >> 16 & ~ID16) | (value & ID16));
  }

  private static Object optional(long value, long none) {
    return value == none ? -1L : value;
  }

  private static Object number(int bits) {
    float value = Float.intBitsToFloat(bits);
    if (Float.isNaN(value) && bits != NAN) {
      return OTHER_NAN + Integer.toHexString(bits);
    }
    return Float.isFinite(value) ? (Object) (double) value : Float.toString(value);
  }

  private static long integer(Object value, long min, long max) {
    boolean whole = value instanceof Integer || value instanceof Long;
    if (!whole || ((Number) value).longValue() < min || ((Number) value).longValue() > max) {
      throw new IllegalArgumentException(
          "must be a whole number from %d to %d, not %s".formatted(min, max, value));
    }
    return ((Number) value).longValue();
  }

  private static long u64(Object value) {
    try {
      return Long.parseUnsignedLong(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be decimal digits of a u64, not " + value, e);
    }
  }

  private static int f32(Object value) {
    if (value instanceof Number number) {
      return Float.floatToRawIntBits(number.floatValue());
    }
    String text = String.valueOf(value);
    if (text.matches(OTHER_NAN + "[0-9a-f]{8}")) {
      return Integer.parseUnsignedInt(text.substring(OTHER_NAN.length()), 16);
    }
    return switch (text) {
      case "NaN" -> NAN;
      case "Infinity" -> Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
      case "-Infinity" -> Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);
      default -> throw new IllegalArgumentException("must be a number, not " + value);
    };
  }

  private static void writeUuid(ByteBuf out, Object value) {
    UUID uuid = java.util.UUID.fromString(String.valueOf(value));
    out.writeLong(uuid.getMostSignificantBits()).writeLong(uuid.getLeastSignificantBits());
  }
}
