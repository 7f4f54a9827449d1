package io.starling.protocol.message;

/**
 * How the node records of the headerless streams lie; everything is little-endian.
 *
 * <pre>
 * wire34, 34 bytes              wire36, 36 bytes     compute48, 48 bytes
 *  0  2  id u16, type bits       0  4  id u32         0  4  id u32 with type bits
 *  2 12  position x, y, z f32    4 12  position       4 12  position x, y, z f32
 * 14 12  velocity x, y, z f32   16 12  velocity      16 12  velocity x, y, z f32
 * 26  4  distance f32           28  4  distance      28  4  distance f32
 * 30  4  parent i32             32  4  parent        32  4  parent i32
 *                                                    36  4  cluster i32
 *                                                    40  4  centrality f32
 *                                                    44  4  mass f32
 * </pre>
 *
 * The u32 carries the bits of {@link TypeBits} above 26 bits of id; the u16 has room for two of
 * them, 15 agent and 14 knowledge, above 14 bits of id.
 */
public enum NodeLayout {
  WIRE34(34, 2, 0x3FFF),
  WIRE36(36, 4, TypeBits.ID_MASK),
  COMPUTE48(48, 4, TypeBits.ID_MASK);

  private final int recordBytes;
  private final int idBytes;
  private final int maxId;

  NodeLayout(int recordBytes, int idBytes, int maxId) {
    this.recordBytes = recordBytes;
    this.idBytes = idBytes;
    this.maxId = maxId;
  }

  /** Returns the size of a record. */
  public int recordBytes() {
    return recordBytes;
  }

  /** Returns 2 or 4; everything else lies behind the id, and in the same order. */
  public int idBytes() {
    return idBytes;
  }

  /** Returns the highest id that fits, which is also the mask of the id's bits. */
  public int maxId() {
    return maxId;
  }
}
