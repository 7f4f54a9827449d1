package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage.ErrorReport;
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
    Envelope.id(json, failure.id());
    writeModel(json, failure);
    json.writeNumberProperty("timestamp", failure.timestamp());
  }

  /** Writes all but the id and the time, which dialects write as they do. */
  static void writeModel(JsonGenerator json, Failure failure) {
    json.writeStringProperty("code", failure.code().name());
    json.writeStringProperty("message", failure.message());
    json.writeStringProperty("category", failure.code().category().wireName());
    if (!failure.details().isEmpty()) {
      json.writeName("details");
      JsonText.write(json, failure.details());
    }
    json.writeBooleanProperty("retryable", failure.code().retryable());
    if (failure.retryAfterMillis() > 0) {
      json.writeNumberProperty("retryAfter", failure.retryAfterMillis());
    }
    if (!failure.affectedPaths().isEmpty()) {
      json.writeName("affectedPaths");
      JsonText.write(json, failure.affectedPaths());
    }
  }
}
