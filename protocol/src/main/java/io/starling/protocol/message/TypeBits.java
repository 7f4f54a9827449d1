package io.starling.protocol.message;

/** The bits above the 26 bits of an id, in records that carry the node's type (0x01, 0x12, …). */
public final class TypeBits {
  public static final int AGENT = 1 << 31;
  public static final int KNOWLEDGE = 1 << 30;
  public static final int PROPERTY = 1 << 28;
  public static final int INDIVIDUAL = 1 << 27;
  public static final int CLASS = 1 << 26;

  /** The bits of the id itself; ids stay below 2^26. */
  public static final int ID_MASK = CLASS - 1;

  private TypeBits() {}

  /** Returns the id without its type. */
  public static int id(int typedId) {
    return typedId & ID_MASK;
  }

  /** Returns the type without the id. */
  public static int type(int typedId) {
    return typedId & ~ID_MASK;
  }
}
