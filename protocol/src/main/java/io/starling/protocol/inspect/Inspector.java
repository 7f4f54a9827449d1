package io.starling.protocol.inspect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.binary.MessageType;
import io.starling.protocol.compact.CompactColumns;
import io.starling.protocol.compression.Coding;
import io.starling.protocol.compression.Decompressor;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.inspect.Inspection.Part;
import io.starling.protocol.inspect.Layout.Field;
import io.starling.protocol.message.NodeLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the binary messages of one WebSocket message apart. Confined to one reading. */
public final class Inspector {
  /** Of 0x01's fifth byte. */
  static final Map<Long, String> GRAPHS = Map.of(1L, "knowledge", 2L, "ontology");

  private static final int MORE = 0x80;
  private static final int OTHER_FLAGS = 0x70;
  private static final int COMPRESSED = 0x30;

  /** In front of the paths of fields whose offsets count from the inflated payload's beginning. */
  static final String INFLATED = "inflated.";

  private final ByteBuf in;
  private final int start;
  private final List<Part> parts = new ArrayList<>();

  private Inspector(ByteBuf in) {
    this.in = in;
    this.start = in.readerIndex();
  }

  /**
   * Reads a frame of a headerless stream; the buffer stays the caller's.
   *
   * @throws ProtocolException MALFORMED_FRAME with the byte at which it breaks
   */
  public static Inspection inspectRecords(NodeLayout layout, ByteBuf frame) {
    Inspector inspector = new Inspector(frame.slice());
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", layout.name());
    inspector.payload(Layouts.of(layout), inspector.in.writerIndex(), message);
    return new Inspection(0, inspector.offset(), message, inspector.parts);
  }

  /**
   * Reads messages with headers, back to back; the buffer stays the caller's.
   *
   * @throws ProtocolException MALFORMED_FRAME with the byte at which it breaks
   */
  public static List<Inspection> inspect(ByteBuf message) {
    Inspector inspector = new Inspector(message.slice());
    List<Inspection> all = new ArrayList<>();
    do {
      all.add(inspector.message());
    } while (inspector.in.isReadable());
    return all;
  }

  private Inspection message() {
    int at = offset();
    parts.clear();
    Map<String, Object> message = new LinkedHashMap<>();
    require(4);
    int code = in.getUnsignedByte(in.readerIndex());
    MessageType type = MessageType.of(code).orElse(null);
    field("type", FieldKind.U8);
    int versionAndFlags = ((Long) field("version", FieldKind.U8)).intValue();
    int length = ((Long) field("length", FieldKind.U16)).intValue();
    message.put("type", type == null ? "0x%02X".formatted(code) : type.name());
    message.put("version", (long) (versionAndFlags & 0x0F));
    if (type == MessageType.GRAPH_UPDATE) {
      require(1);
      String graph = GRAPHS.get((long) in.getUnsignedByte(in.readerIndex()));
      if (graph == null) {
        throw broken("The graph flag is neither 1 nor 2");
      }
      field("graph", FieldKind.U8);
      message.put("graph", graph);
    }
    if ((versionAndFlags & MORE) != 0) {
      message.put("more", true);
    }
    if ((versionAndFlags & OTHER_FLAGS) != 0) {
      message.put("headerFlags", (long) (versionAndFlags & OTHER_FLAGS));
    }
    if (length > in.readableBytes()) {
      throw broken("The length says %d bytes, %d are there".formatted(length, in.readableBytes()));
    }
    int end = in.readerIndex() + length;
    if (type == null || (versionAndFlags & COMPRESSED) != 0) {
      int payloadAt = in.readerIndex();
      message.put("payload", hex("payload", length));
      inflated(type, versionAndFlags, in.slice(payloadAt, length))
          .ifPresent(all -> message.put("inflated", all));
    } else {
      payload(Layouts.of(type, versionAndFlags & 0x0F), end, message);
    }
    if (in.readerIndex() != end) {
      throw broken("%d bytes are left over".formatted(end - in.readerIndex()));
    }
    return new Inspection(at, offset() - at, message, parts);
  }

  private void payload(Layout layout, int end, Map<String, Object> message) {
    if (layout instanceof Layout.Struct struct) {
      fields("", struct.fields(), end, message);
    } else if (layout instanceof Layout.Records records) {
      List<Map<String, Object>> all = new ArrayList<>();
      while (in.readerIndex() < end) {
        Map<String, Object> one = new LinkedHashMap<>();
        fields("records[" + all.size() + "].", records.fields(), end, one);
        all.add(one);
      }
      message.put("records", all);
    } else if (layout instanceof Layout.Masked masked) {
      masked(masked, end, message);
    } else if (layout instanceof Layout.Counted counted) {
      fields("", counted.fields(), end, message);
      int bytes = (int) newest();
      message.remove(counted.fields().get(counted.fields().size() - 1).name());
      if (bytes != end - in.readerIndex()) {
        throw broken(
            "The length says %d bytes, %d are there".formatted(bytes, end - in.readerIndex()));
      }
      message.put(counted.bytes(), hex(counted.bytes(), bytes));
    } else if (layout instanceof Layout.Either either) {
      int bytes = end - in.readerIndex();
      payload(bytes == size(either.one().fields()) ? either.one() : either.other(), end, message);
    } else if (layout instanceof Layout.Text text) {
      int bytes = end - in.readerIndex();
      String words = in.toString(in.readerIndex(), bytes, StandardCharsets.UTF_8);
      parts.add(new Part(text.name(), offset(), bytes, words));
      in.skipBytes(bytes);
      message.put(text.name(), words);
    } else if (layout instanceof Layout.Open open) {
      fields("", open.fields(), end, message);
      boolean keyframe = Long.valueOf(0).equals(message.get("kind"));
      message.put(open.rest(), blocks(keyframe, (int) newest(), end));
    } else if (layout instanceof Layout.ByKind kinds) {
      int kind = end > in.readerIndex() ? in.getUnsignedByte(in.readerIndex()) : 0;
      if (kind >= kinds.kinds().size()) {
        throw broken("There is no kind " + kind);
      }
      payload(kinds.kinds().get(kind), end, message);
    }
  }

  /** What a compressed payload says; the offsets in it count from its own beginning. */
  private Optional<Map<String, Object>> inflated(
      @Nullable MessageType type, int versionAndFlags, ByteBuf payload) {
    Coding coding = (versionAndFlags & Coding.ZLIB.flag()) != 0 ? Coding.ZLIB : Coding.BROTLI;
    if (type == null || !coding.isAvailable()) {
      return Optional.empty();
    }
    try (Decompressor decompressor = new Decompressor()) {
      Inspector inner = new Inspector(decompressor.decompress(coding, payload));
      Map<String, Object> message = new LinkedHashMap<>();
      inner.payload(Layouts.of(type, versionAndFlags & 0x0F), inner.in.writerIndex(), message);
      if (inner.in.isReadable()) {
        throw inner.broken("%d bytes are left over".formatted(inner.in.readableBytes()));
      }
      for (Part part : inner.parts) {
        parts.add(new Part(INFLATED + part.path(), part.offset(), part.bytes(), part.value()));
      }
      return Optional.of(message);
    } catch (ProtocolException e) {
      throw broken("In the inflated payload, byte %d: %s".formatted(e.byteOffset(), e.reason()));
    }
  }

  /** As hex, to be put together again, and column by column for those who look at the fields. */
  private String blocks(boolean keyframe, int count, int end) {
    int at = in.readerIndex();
    String hex = ByteBufUtil.hexDump(in, at, end - at);
    ByteBuf blocks = in.slice(at, end - at);
    int[] next = {offset()};
    try {
      CompactColumns.read(
          blocks,
          keyframe,
          count,
          (path, bytes, meaning) -> {
            parts.add(new Part(path, next[0], bytes, meaning));
            next[0] += bytes;
          });
    } catch (ProtocolException e) {
      in.readerIndex(at);
      throw e.shifted(offset());
    }
    in.readerIndex(end);
    return hex;
  }

  private void masked(Layout.Masked layout, int end, Map<String, Object> message) {
    fields("", layout.head(), end, message);
    long mask = newest();
    for (int bit = 0; bit < layout.groups().size(); bit++) {
      if ((mask >> bit & 1) != 0) {
        fields("", layout.groups().get(bit), end, message);
      }
    }
  }

  private void fields(String prefix, List<Field> fields, int end, Map<String, Object> into) {
    for (Field field : fields) {
      if (end - in.readerIndex() < field.kind().bytes()) {
        throw broken(prefix + field.name() + " is cut off");
      }
      Object value = field(prefix + field.name(), field.kind());
      if (field.kind() != FieldKind.ZERO16 || newest() != 0) {
        into.put(field.name(), value);
      }
    }
  }

  private Object field(String path, FieldKind kind) {
    int at = offset();
    Object value = kind.read(in);
    parts.add(new Part(path, at, kind.bytes(), value));
    return value;
  }

  /** The number read last. */
  private long newest() {
    return (Long) parts.get(parts.size() - 1).value();
  }

  private String hex(String path, int bytes) {
    String hex = ByteBufUtil.hexDump(in, in.readerIndex(), bytes);
    parts.add(new Part(path, offset(), bytes, hex));
    in.skipBytes(bytes);
    return hex;
  }

  private void require(int bytes) {
    if (in.readableBytes() < bytes) {
      throw broken("The header is cut off");
    }
  }

  private int offset() {
    return in.readerIndex() - start;
  }

  private ProtocolException broken(String message) {
    return ProtocolException.at(ErrorCode.MALFORMED_FRAME, message, offset());
  }

  static int size(List<Field> fields) {
    return fields.stream().mapToInt(field -> field.kind().bytes()).sum();
  }
}
