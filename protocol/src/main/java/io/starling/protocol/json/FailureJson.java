package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage.ErrorReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The error model as JSON: the body of 0xFF, and of {@code error} in the {@code graph} dialect. */
public final class FailureJson {
  private FailureJson() {}

  /** Appends the failure as an object without {@code type}. */
  public static void encode(Failure failure, ByteBuf out) {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      writeFields(json, failure);
      json.writeEndObject();
    }
  }

  /**
   * Reads what a peer complains about, whose codes need not be ours.
   *
   * @throws ProtocolException VALIDATION_ERROR where it is no object with a {@code code}
   */
  public static ErrorReport decode(ByteBuf json) {
    Fields fields = Fields.read(json);
    Field code = fields.find(Fields.TOP, FieldNames.CODE);
    if (code == null) {
      throw ProtocolException.in(ErrorCode.VALIDATION_ERROR, "code is missing", "/code");
    }
    Field message = fields.find(Fields.TOP, FieldNames.MESSAGE);
    return new ErrorReport(code.text(), message == null ? "" : message.text());
  }

  static void writeFields(JsonGenerator json, Failure failure) {
    json.writeStringProperty("code", failure.code().name());
    json.writeStringProperty("message", failure.message());
    json.writeStringProperty("category", failure.code().category().wireName());
    if (!failure.details().isEmpty()) {
      json.writeName("details");
      writeValue(json, failure.details());
    }
    json.writeBooleanProperty("retryable", failure.code().retryable());
    if (failure.retryAfterMillis() > 0) {
      json.writeNumberProperty("retryAfter", failure.retryAfterMillis());
    }
    if (!failure.affectedPaths().isEmpty()) {
      json.writeName("affectedPaths");
      writeValue(json, failure.affectedPaths());
    }
    json.writeNumberProperty("timestamp", failure.timestamp());
  }

  private static void writeValue(JsonGenerator json, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, inner) -> {
            json.writeName(String.valueOf(name));
            writeValue(json, inner);
          });
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(inner -> writeValue(json, inner));
      json.writeEndArray();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      json.writeNumber(number.doubleValue());
    } else {
      json.writeString(String.valueOf(value));
    }
  }
}
