package io.starling.protocol.compression;

/** How a payload is compressed, by its flag in the header's version byte. */
public enum Coding {
  ZLIB(0x10),
  BROTLI(0x20);

  private final int flag;

  Coding(int flag) {
    this.flag = flag;
  }

  /** Returns the bit of the version byte. */
  public int flag() {
    return flag;
  }

  /** Returns whether this process can do it: brotli needs its native library. */
  public boolean isAvailable() {
    return this == ZLIB || Brotli.isAvailable();
  }
}
