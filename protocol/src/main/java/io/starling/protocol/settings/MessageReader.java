package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.settings.SettingsMessage.Change;
import io.starling.protocol.settings.SettingsMessage.NamedPath;
import io.starling.protocol.settings.SettingsMessage.Setting;
import java.util.List;

/** Reads the body of one message, all of it. Confined to one decoding. */
final class MessageReader {
  private static final int PATH_BYTES = 4;
  private static final int LEAST_SETTING_BYTES = PATH_BYTES + ValueReader.LEAST_BYTES;
  private static final int LEAST_CHANGE_BYTES = PATH_BYTES + 2 * ValueReader.LEAST_BYTES;
  private static final int LEAST_NAMED_PATH_BYTES = PATH_BYTES + 2;

  private final FieldReader in;
  private final ValueReader values;

  MessageReader(ByteBuf body, Weight weight) {
    in = new FieldReader(body, weight);
    values = new ValueReader(in);
  }

  SettingsMessage read() {
    int code = in.u8();
    Opcode opcode = Opcode.of(code).orElseThrow(() -> unknown(code));
    SettingsMessage message = read(opcode);
    in.requireEnd();
    return message;
  }

  private SettingsMessage read(Opcode opcode) {
    return switch (opcode) {
      case GET -> new SettingsMessage.Get(in.i32());
      case SET -> new SettingsMessage.Set(setting());
      case BATCH_GET -> new SettingsMessage.BatchGet(in.list(PATH_BYTES, in::i32));
      case BATCH_SET -> new SettingsMessage.BatchSet(settings());
      case DELTA ->
          new SettingsMessage.Delta(in.i64(), in.list(LEAST_CHANGE_BYTES, this::change), in.hash());
      case RESPONSE -> new SettingsMessage.Response(in.bool(), in.bytes());
      case ERROR -> new SettingsMessage.Failed(in.u16(), in.text());
      case PING -> new SettingsMessage.Ping();
      case PONG -> new SettingsMessage.Pong();
      case FULL_SYNC_REQUEST -> new SettingsMessage.FullSyncRequest();
      case FULL_SYNC -> new SettingsMessage.FullSync(in.i64(), settings(), in.hash());
      case PATHS -> new SettingsMessage.Paths(in.list(LEAST_NAMED_PATH_BYTES, this::namedPath));
    };
  }

  /** Reads what {@link MessageWriter#settings} writes. */
  List<Setting> settings() {
    return in.list(LEAST_SETTING_BYTES, this::setting);
  }

  Value value() {
    return values.read();
  }

  long version() {
    return in.i64();
  }

  void requireEnd() {
    in.requireEnd();
  }

  private Setting setting() {
    return new Setting(in.i32(), values.read());
  }

  private Change change() {
    return new Change(in.i32(), values.read(), values.read());
  }

  private NamedPath namedPath() {
    return new NamedPath(in.i32(), in.shortText());
  }

  private static ProtocolException unknown(int code) {
    return ProtocolException.at(ErrorCode.UNKNOWN_TYPE, "Opcode %d is none".formatted(code), 0);
  }
}
