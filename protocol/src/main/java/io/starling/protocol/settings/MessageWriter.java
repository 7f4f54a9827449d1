package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.settings.SettingsMessage.Change;
import io.starling.protocol.settings.SettingsMessage.NamedPath;
import io.starling.protocol.settings.SettingsMessage.Setting;
import java.util.List;

/**
 * Writes the body of one message: its opcode u8 and
 *
 * <pre>
 *  1  Get        path u32
 *  2  Set        path u32, value
 *  3  BatchGet   n u32, n of path u32
 *  4  BatchSet   n u32, n of (path u32, value)
 *  5  Delta      version u64, n u32, n of (path u32, old value, new value), hash 32 bytes
 *  6  Response   ok u8: 0 or 1, length u32, bytes
 *  7  Error      code u16, length u32, UTF-8
 *  8  Ping       9  Pong       10  FullSync request
 * 11  FullSync   version u64, n u32, n of (path u32, value), hash 32 bytes
 * 12  Paths      n u32, n of (path u32, length u16, UTF-8)
 * </pre>
 *
 * Confined to one encoding.
 */
final class MessageWriter implements SettingsMessage.Cases {
  private final ByteBuf out;
  private final Weight weight;
  private final ValueWriter values;

  MessageWriter(ByteBuf out, Weight weight) {
    this.out = out;
    this.weight = weight;
    values = new ValueWriter(out, weight);
  }

  @Override
  public void get(SettingsMessage.Get message) {
    opcode(Opcode.GET).writeIntLE(message.path());
  }

  @Override
  public void set(SettingsMessage.Set message) {
    opcode(Opcode.SET);
    setting(message.setting());
  }

  @Override
  public void batchGet(SettingsMessage.BatchGet message) {
    opcode(Opcode.BATCH_GET).writeIntLE(message.paths().size());
    for (int path : message.paths()) {
      weight.item();
      out.writeIntLE(path);
    }
  }

  @Override
  public void batchSet(SettingsMessage.BatchSet message) {
    opcode(Opcode.BATCH_SET);
    settings(message.settings());
  }

  @Override
  public void delta(SettingsMessage.Delta message) {
    opcode(Opcode.DELTA).writeLongLE(message.version());
    out.writeIntLE(message.changes().size());
    for (Change change : message.changes()) {
      weight.item();
      out.writeIntLE(change.path());
      values.write(change.before());
      values.write(change.after());
    }
    message.hash().writeTo(out);
  }

  @Override
  public void response(SettingsMessage.Response message) {
    opcode(Opcode.RESPONSE).writeBoolean(message.ok());
    weight.copy(message.bytes().length());
    out.writeIntLE(message.bytes().length());
    message.bytes().writeTo(out);
  }

  @Override
  public void failed(SettingsMessage.Failed message) {
    opcode(Opcode.ERROR).writeShortLE(message.code());
    values.string(message.message());
  }

  @Override
  public void ping(SettingsMessage.Ping message) {
    opcode(Opcode.PING);
  }

  @Override
  public void pong(SettingsMessage.Pong message) {
    opcode(Opcode.PONG);
  }

  @Override
  public void fullSyncRequest(SettingsMessage.FullSyncRequest message) {
    opcode(Opcode.FULL_SYNC_REQUEST);
  }

  @Override
  public void fullSync(SettingsMessage.FullSync message) {
    opcode(Opcode.FULL_SYNC).writeLongLE(message.version());
    settings(message.settings());
    message.hash().writeTo(out);
  }

  @Override
  public void paths(SettingsMessage.Paths message) {
    opcode(Opcode.PATHS).writeIntLE(message.paths().size());
    message.paths().forEach(this::namedPath);
  }

  private void namedPath(NamedPath named) {
    int length = ByteBufUtil.utf8Bytes(named.text());
    if (length > PathRegistry.MAX_PATH_BYTES) {
      throw ProtocolException.of(ErrorCode.VALIDATION_ERROR, "A path is longer than 65535 bytes");
    }
    weight.item();
    weight.copy(length);
    out.writeIntLE(named.path()).writeShortLE(length);
    ByteBufUtil.reserveAndWriteUtf8(out, named.text(), length);
  }

  /** Appends n u32, n of (path u32, value). */
  void settings(List<Setting> settings) {
    out.writeIntLE(settings.size());
    for (Setting setting : settings) {
      weight.item();
      setting(setting);
    }
  }

  /** Appends path u32, value. */
  void setting(Setting setting) {
    out.writeIntLE(setting.path());
    values.write(setting.value());
  }

  void value(Value value) {
    values.write(value);
  }

  private ByteBuf opcode(Opcode opcode) {
    return out.writeByte(opcode.code());
  }
}
