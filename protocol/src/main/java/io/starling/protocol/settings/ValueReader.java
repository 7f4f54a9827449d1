package io.starling.protocol.settings;

import io.starling.protocol.settings.Value.Member;
import java.util.List;

/** Reads what {@link ValueWriter} writes, and objects in any order. Confined to one decoding. */
final class ValueReader {
  /** The tag. */
  static final int LEAST_BYTES = 1;

  private static final int LEAST_MEMBER_BYTES = 4 + LEAST_BYTES;

  private final FieldReader in;
  private int depth;

  ValueReader(FieldReader in) {
    this.in = in;
  }

  Value read() {
    in.weight().item();
    return item();
  }

  /** Reads a value that was weighed with its array. */
  private Value item() {
    int code = in.u8();
    Tag tag = Tag.of(code).orElseThrow(() -> in.refusal("Tag %d is none".formatted(code)));
    return switch (tag) {
      case NULL -> Value.NULL;
      case BOOL -> in.bool() ? Value.Bool.TRUE : Value.Bool.FALSE;
      case I32 -> new Value.I32(in.i32());
      case I64 -> new Value.I64(in.i64());
      case F32 -> f32();
      case F64 -> f64();
      case TEXT -> new Value.Text(in.text());
      case BYTES -> new Value.Bytes(in.bytes());
      case ARRAY -> {
        enter();
        Value array = new Value.Array(in.list(LEAST_BYTES, this::item));
        depth--;
        yield array;
      }
      case OBJECT -> {
        enter();
        Value object = members(in.list(LEAST_MEMBER_BYTES, this::member));
        depth--;
        yield object;
      }
    };
  }

  private void enter() {
    if (depth == Tag.MAX_DEPTH) {
      throw in.refusal("Values are nested deeper than " + Tag.MAX_DEPTH);
    }
    depth++;
    in.weight().container();
  }

  private Value f32() {
    float value = Float.intBitsToFloat(in.i32());
    requireNumber(Float.isNaN(value));
    return new Value.F32(value);
  }

  private Value f64() {
    double value = Double.longBitsToDouble(in.i64());
    requireNumber(Double.isNaN(value));
    return new Value.F64(value);
  }

  private void requireNumber(boolean nan) {
    if (nan) {
      throw in.refusal("NaN is no value");
    }
  }

  private Member member() {
    String key = in.text();
    return new Member(key, read());
  }

  private Value members(List<Member> members) {
    if (!Utf8.ascends(members)) {
      members.sort(Member.BY_KEY);
      if (!Utf8.ascends(members)) {
        throw in.refusal("A key repeats");
      }
    }
    return new Value.Members(members);
  }
}
