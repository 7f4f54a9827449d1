package io.starling.server.testing;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What a client received. */
public sealed interface Message {

  /**
   * Text.
   *
   * @param json empty where it is no object
   */
  record Text(String text, JsonObject json) implements Message {
    static Text of(String text) {
      return new Text(text, text.startsWith("{") ? new JsonObject(text) : new JsonObject());
    }

    boolean is(String type) {
      return type.equals(json.getString("type"));
    }
  }

  /** A binary protocol message, without its header. */
  record Binary(int type, int version, int flags, ByteBuffer payload) implements Message {

    /** Reads what a WebSocket message holds; not by the codecs under test. */
    public static List<Binary> all(ByteBuffer bytes) {
      List<Binary> all = new ArrayList<>();
      ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
      while (in.hasRemaining()) {
        int type = in.get() & 0xFF;
        int version = in.get() & 0xFF;
        int length = in.getShort() & 0xFFFF;
        ByteBuffer payload = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        all.add(new Binary(type, version & 0x0F, version & 0xF0, payload));
      }
      return all;
    }

    /** The records of 0x10 and 0x12. */
    public List<Place> places() {
      int bytes = type == 0x12 ? 28 : version == 1 ? 19 : 21;
      int idBytes = type != 0x12 && version == 1 ? 2 : 4;
      if ((type != 0x10 && type != 0x12) || payload.remaining() % bytes != 0) {
        throw new AssertionError("no records: " + this);
      }
      List<Place> places = new ArrayList<>();
      for (int at = 0; at < payload.remaining(); at += bytes) {
        int id = idBytes == 2 ? payload.getShort(at) & 0xFFFF : payload.getInt(at);
        int xyz = at + idBytes;
        places.add(
            new Place(
                type == 0x12 ? id & 0x03FF_FFFF : id,
                payload.getFloat(xyz),
                payload.getFloat(xyz + 4),
                payload.getFloat(xyz + 8)));
      }
      return places;
    }

    /**
     * Records that can be read as they are: the high flags but 0x80 say that they are compressed.
     */
    public boolean isPositions() {
      return (type == 0x10 || type == 0x12) && (flags & 0x30) == 0;
    }
  }

  /**
   * A frame of a headerless stream.
   *
   * @param recordBytes 34, 36 or 48
   */
  record Headerless(int recordBytes, ByteBuffer payload) implements Message {

    /** Reads what a WebSocket message holds; not by the codecs under test. */
    public static Headerless of(int recordBytes, ByteBuffer bytes) {
      if (bytes.remaining() == 0
          || bytes.remaining() > 65_536
          || bytes.remaining() % recordBytes != 0) {
        throw new AssertionError(bytes.remaining() + " bytes are not records of " + recordBytes);
      }
      return new Headerless(recordBytes, bytes.order(ByteOrder.LITTLE_ENDIAN));
    }

    public int count() {
      return payload.remaining() / recordBytes;
    }

    /** The id of a record with the bits above it, of a u16 or a u32. */
    public int typedId(int index) {
      int at = index * recordBytes;
      return idBytes() == 2 ? payload.getShort(at) & 0xFFFF : payload.getInt(at);
    }

    /** Where the id ends. */
    public int body(int index) {
      return index * recordBytes + idBytes();
    }

    public List<Place> places() {
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < count(); i++) {
        places.add(
            new Place(
                typedId(i) & (idBytes() == 2 ? 0x3FFF : 0x03FF_FFFF),
                payload.getFloat(body(i)),
                payload.getFloat(body(i) + 4),
                payload.getFloat(body(i) + 8)));
      }
      return places;
    }

    private int idBytes() {
      return recordBytes == 34 ? 2 : 4;
    }
  }

  /** The server's answer to a ping frame. */
  record Pong(ByteBuffer payload) implements Message {}

  /** The end of the connection; 1006 where it came without a close frame. */
  record Closed(int code, String reason) implements Message {}

  /** Where a node is. */
  record Place(int id, float x, float y, float z) {}
}
