package io.starling.protocol.inspect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.binary.HeaderCodec;
import io.starling.protocol.binary.MessageType;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.inspect.Layout.Field;
import io.starling.protocol.message.NodeLayout;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a message together from what {@link Inspector} made of one, or somebody wrote by hand. */
public final class Composer {
  private static final int MORE = 0x80;

  private final ByteBuf out;

  private Composer(ByteBuf out) {
    this.out = out;
  }

  /**
   * Appends one message with its header.
   *
   * @throws ProtocolException VALIDATION_ERROR that names the field
   */
  public static void compose(Map<String, ?> message, ByteBuf out) {
    new Composer(out).message(message);
  }

  private void message(Map<String, ?> message) {
    Object name = message.get("type");
    for (NodeLayout layout : NodeLayout.values()) {
      if (layout.name().equals(name)) {
        payload(Layouts.of(layout), message);
        return;
      }
    }
    MessageType type = type(name);
    int version = ((Long) integer(message, "version", 0, 15)).intValue();
    int start = out.writerIndex();
    out.writeByte(type.code());
    out.writeByte(version | flags(message));
    out.writeShortLE(0);
    if (type == MessageType.GRAPH_UPDATE) {
      field("graph", FieldKind.U8, graph(message.get("graph")));
    }
    int payload = out.writerIndex();
    if (message.containsKey("payload")) {
      out.writeBytes(hex("payload", message.get("payload")));
    } else {
      payload(Layouts.of(type, version), message);
    }
    int bytes = out.writerIndex() - payload;
    if (bytes > HeaderCodec.MAX_PAYLOAD_BYTES) {
      throw bad("records", "make " + bytes + " bytes, and a message holds 65,535");
    }
    out.setShortLE(start + 2, bytes);
  }

  private void payload(Layout layout, Map<String, ?> message) {
    if (layout instanceof Layout.Struct struct) {
      fields("", struct.fields(), message);
    } else if (layout instanceof Layout.Records records) {
      List<?> all = list(message.get("records"));
      for (int i = 0; i < all.size(); i++) {
        fields("records[" + i + "].", records.fields(), map(all.get(i), "records[" + i + "]"));
      }
    } else if (layout instanceof Layout.Masked masked) {
      masked(masked, message);
    } else if (layout instanceof Layout.Counted counted) {
      byte[] bytes = hex(counted.bytes(), message.get(counted.bytes()));
      List<Field> fields = counted.fields();
      fields("", fields.subList(0, fields.size() - 1), message);
      field(counted.bytes(), fields.get(fields.size() - 1).kind(), (long) bytes.length);
      out.writeBytes(bytes);
    } else if (layout instanceof Layout.Either either) {
      boolean one = message.containsKey(either.one().fields().get(0).name());
      payload(one ? either.one() : either.other(), message);
    } else if (layout instanceof Layout.Text text) {
      ByteBufUtil.writeUtf8(out, String.valueOf(message.get(text.name())));
    } else if (layout instanceof Layout.Open open) {
      fields("", open.fields(), message);
      out.writeBytes(hex(open.rest(), message.get(open.rest())));
    } else if (layout instanceof Layout.ByKind kinds) {
      int kind = ((Long) integer(message, "kind", 0, kinds.kinds().size() - 1)).intValue();
      payload(kinds.kinds().get(kind), message);
    }
  }

  private void masked(Layout.Masked layout, Map<String, ?> message) {
    fields("", layout.head(), message);
    long mask = (Long) integer(message, "mask", 0, 0xFF);
    for (int bit = 0; bit < layout.groups().size(); bit++) {
      if ((mask >> bit & 1) != 0) {
        fields("", layout.groups().get(bit), message);
      }
    }
  }

  private static long graph(@Nullable Object name) {
    return Inspector.GRAPHS.entrySet().stream()
        .filter(graph -> graph.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> bad("graph", "is knowledge or ontology, not " + name));
  }

  private void fields(String prefix, List<Field> fields, Map<String, ?> from) {
    for (Field field : fields) {
      field(prefix + field.name(), field.kind(), from.get(field.name()));
    }
  }

  private void field(String path, FieldKind kind, @Nullable Object value) {
    if (value == null && kind != FieldKind.ZERO16) {
      throw bad(path, "is missing");
    }
    try {
      kind.write(out, value == null ? 0L : value);
    } catch (IllegalArgumentException e) {
      throw bad(path, String.valueOf(e.getMessage()));
    }
  }

  private static int flags(Map<String, ?> message) {
    int more = Boolean.TRUE.equals(message.get("more")) ? MORE : 0;
    return message.containsKey("headerFlags")
        ? more | (((Long) integer(message, "headerFlags", 0, 0x70)).intValue() & 0x70)
        : more;
  }

  private static MessageType type(@Nullable Object name) {
    for (MessageType type : MessageType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw bad("type", "is none that is known: " + name);
  }

  private static Object integer(Map<String, ?> from, String name, long min, long max) {
    Object value = from.get(name);
    if (value instanceof Number number
        && (value instanceof Integer || value instanceof Long)
        && number.longValue() >= min
        && number.longValue() <= max) {
      return number.longValue();
    }
    throw bad(name, "must be a whole number from %d to %d, not %s".formatted(min, max, value));
  }

  private static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw bad("records", "must be an array");
  }

  @SuppressWarnings("unchecked") // the keys of JSON are strings
  private static Map<String, ?> map(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, ?>) map;
    }
    throw bad(path, "must be an object");
  }

  private static byte[] hex(String path, @Nullable Object value) {
    try {
      return ByteBufUtil.decodeHexDump(String.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw bad(path, "must be hexadecimal");
    }
  }

  private static ProtocolException bad(String path, String what) {
    return ProtocolException.in(
        ErrorCode.VALIDATION_ERROR, path + " " + what, "/" + path.replaceAll("[\\[\\].]+", "/"));
  }
}
