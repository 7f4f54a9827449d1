package io.starling.server.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.inspect.Inspection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** An inspected message as people and programs read it. */
final class InspectionText {

  private static final int MAX_BYTES_SHOWN = 16;

  private InspectionText() {}

  /** {@code {offset, bytes, message, fields: [{path, offset, bytes, value}]}}. */
  static JsonObject json(Inspection inspection) {
    var fields = new JsonArray();
    for (Inspection.Part part : inspection.fields()) {
      fields.add(
          new JsonObject()
              .put("path", part.path())
              .put("offset", part.offset())
              .put("bytes", part.bytes())
              .put("value", part.value()));
    }
    return new JsonObject()
        .put("offset", inspection.offset())
        .put("bytes", inspection.bytes())
        .put("message", new JsonObject(inspection.message()))
        .put("fields", fields);
  }

  /** A heading, then a line for each field: offset, bytes, path, value. */
  static List<String> lines(Inspection inspection, ByteBuf message) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, version %s, %d bytes at %d"
            .formatted(
                inspection.message().get("type"),
                inspection.message().get("version"),
                inspection.bytes(),
                inspection.offset()));
    for (Inspection.Part part : inspection.fields()) {
      lines.add(
          "%6d  %-50s%-24s %s"
              .formatted(part.offset(), bytes(message, part), part.path(), shown(part)));
    }
    lines.add("");
    return lines;
  }

  private static String bytes(ByteBuf message, Inspection.Part part) {
    int shown = Math.min(part.bytes(), MAX_BYTES_SHOWN);
    String hex =
        ByteBufUtil.hexDump(message, message.readerIndex() + part.offset(), shown)
            .replaceAll("(..)", "$1 ");
    return shown < part.bytes() ? hex + "…" : hex;
  }

  /** What is hex already need not be said twice. */
  private static Object shown(Inspection.Part part) {
    return part.bytes() > MAX_BYTES_SHOWN && part.value().toString().length() == 2 * part.bytes()
        ? part.bytes() + " bytes"
        : part.value();
  }
}
