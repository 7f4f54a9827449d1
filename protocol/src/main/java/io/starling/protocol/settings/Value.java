package io.starling.protocol.settings;

import java.util.Comparator;
import java.util.List;

/**
 * A setting's value, with the type that it has on the wire. Closed: what must know all types is a
 * {@link Cases}, so one that forgets a type does not compile. Immutable.
 */
public sealed interface Value {

  /** The value of a path that has none. */
  Value NULL = new Null();

  /** Calls the method of {@code cases} for this type. */
  void match(Cases cases);

  /** One method per tag, in the order of the tags. */
  interface Cases {
    void nothing();

    void bool(boolean value);

    void i32(int value);

    void i64(long value);

    void f32(float value);

    void f64(double value);

    void text(String value);

    void bytes(ByteString value);

    void array(List<Value> items);

    void members(List<Member> members);
  }

  /** Tag 0. */
  record Null() implements Value {
    @Override
    public void match(Cases cases) {
      cases.nothing();
    }
  }

  /** Tag 1. */
  record Bool(boolean value) implements Value {
    static final Bool FALSE = new Bool(false);
    static final Bool TRUE = new Bool(true);

    @Override
    public void match(Cases cases) {
      cases.bool(value);
    }
  }

  /** Tag 2. */
  record I32(int value) implements Value {
    @Override
    public void match(Cases cases) {
      cases.i32(value);
    }
  }

  /** Tag 3. */
  record I64(long value) implements Value {
    @Override
    public void match(Cases cases) {
      cases.i64(value);
    }
  }

  /** Tag 4; never NaN, which has many spellings and so would have many hashes. */
  record F32(float value) implements Value {
    public F32 {
      requireNumber(Float.isNaN(value));
    }

    @Override
    public void match(Cases cases) {
      cases.f32(value);
    }
  }

  /** Tag 5; never NaN. */
  record F64(double value) implements Value {
    public F64 {
      requireNumber(Double.isNaN(value));
    }

    @Override
    public void match(Cases cases) {
      cases.f64(value);
    }
  }

  /** Tag 6; without lone surrogates, which UTF-8 cannot say. */
  record Text(String value) implements Value {
    public Text {
      Utf8.requireUnicode(value);
    }

    @Override
    public void match(Cases cases) {
      cases.text(value);
    }
  }

  /** Tag 7. */
  record Bytes(ByteString value) implements Value {
    @Override
    public void match(Cases cases) {
      cases.bytes(value);
    }
  }

  /** Tag 8. */
  record Array(List<Value> items) implements Value {
    public Array {
      items = List.copyOf(items);
    }

    @Override
    public void match(Cases cases) {
      cases.array(items);
    }
  }

  /** Tag 9, an object: keys ascend by their UTF-8 bytes, whatever the order they were given in. */
  record Members(List<Member> members) implements Value {
    public Members {
      members =
          Utf8.ascends(members)
              ? List.copyOf(members)
              : members.stream().sorted(Member.BY_KEY).toList();
      if (!Utf8.ascends(members)) {
        throw new IllegalArgumentException("A key repeats");
      }
    }

    @Override
    public void match(Cases cases) {
      cases.members(members);
    }
  }

  /** One entry of an object. */
  record Member(String key, Value value) {
    static final Comparator<Member> BY_KEY = (one, other) -> Utf8.compare(one.key, other.key);

    public Member {
      Utf8.requireUnicode(key);
    }
  }

  private static void requireNumber(boolean nan) {
    if (nan) {
      throw new IllegalArgumentException("NaN is no value");
    }
  }
}
