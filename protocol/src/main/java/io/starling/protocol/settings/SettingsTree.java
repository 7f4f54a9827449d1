package io.starling.protocol.settings;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.settings.SettingsMessage.Change;
import io.starling.protocol.settings.SettingsMessage.Delta;
import io.starling.protocol.settings.SettingsMessage.FullSync;
import io.starling.protocol.settings.SettingsMessage.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.codec.digest.Blake3;

/**
 * All settings that have a value, and how often they were changed. Its hash is BLAKE3, 32 bytes, of
 * what a {@link FullSync} lists: (path u32, value), paths ascending, keys of objects ascending.
 * Immutable.
 */
public final class SettingsTree {
  /** Size of a hash. */
  public static final int HASH_BYTES = 32;

  /** The tree that nobody has set anything in. */
  public static final SettingsTree EMPTY = new SettingsTree(0, ascending());

  private final long version;
  private final NavigableMap<Integer, Value> values;
  private final ByteString hash;

  private SettingsTree(long version, NavigableMap<Integer, Value> values) {
    this.version = version;
    this.values = values;
    hash = ByteString.copyOf(Blake3.hash(canonical(values)));
  }

  /** Returns the tree of a full sync, unless its hash is another. */
  public static Optional<SettingsTree> of(FullSync sync) {
    return EMPTY.with(sync.version(), sync.settings()).ifHashIs(sync.hash());
  }

  /**
   * Returns the tree with these set; of several for one path the last counts, NULL removes.
   *
   * @throws ProtocolException VALIDATION_ERROR where a value is nested deeper than 32
   */
  public SettingsTree with(long version, List<Setting> settings) {
    NavigableMap<Integer, Value> next = ascending();
    next.putAll(values);
    for (Setting setting : settings) {
      if (setting.value().equals(Value.NULL)) {
        next.remove(setting.path());
      } else {
        next.put(setting.path(), setting.value());
      }
    }
    return new SettingsTree(version, next);
  }

  /** Returns the tree after a delta, or nothing where the hash shows that it is for another. */
  public Optional<SettingsTree> after(Delta delta) {
    List<Setting> settings =
        delta.changes().stream().map(change -> new Setting(change.path(), change.after())).toList();
    return with(delta.version(), settings).ifHashIs(delta.hash());
  }

  private Optional<SettingsTree> ifHashIs(ByteString expected) {
    return hash.equals(expected) ? Optional.of(this) : Optional.empty();
  }

  /** Returns the version, a u64. */
  public long version() {
    return version;
  }

  /** Returns a path's value; {@link Value#NULL} where it has none. */
  public Value value(int path) {
    return values.getOrDefault(path, Value.NULL);
  }

  /** Returns BLAKE3 of {@link #canonical}, 32 bytes. */
  public ByteString hash() {
    return hash;
  }

  /** Returns the bytes that are hashed. */
  public byte[] canonical() {
    return canonical(values);
  }

  /** Returns everything, for a client that has nothing. */
  public FullSync fullSync() {
    List<Setting> settings = new ArrayList<>(values.size());
    values.forEach((path, value) -> settings.add(new Setting(path, value)));
    return new FullSync(version, settings, hash);
  }

  /** Returns what a client that has this tree lacks to have the other, paths ascending. */
  public Delta deltaTo(SettingsTree next) {
    NavigableMap<Integer, Value> either = ascending();
    either.putAll(values);
    either.putAll(next.values);
    List<Change> changes = new ArrayList<>();
    for (int path : either.keySet()) {
      Change change = new Change(path, value(path), next.value(path));
      if (!change.before().equals(change.after())) {
        changes.add(change);
      }
    }
    return new Delta(next.version, changes, next.hash);
  }

  private static byte[] canonical(NavigableMap<Integer, Value> values) {
    ByteBuf bytes = Unpooled.buffer();
    MessageWriter writer = new MessageWriter(bytes, Weight.unlimited());
    values.forEach((path, value) -> writer.setting(new Setting(path, value)));
    return ByteBufUtil.getBytes(bytes);
  }

  private static NavigableMap<Integer, Value> ascending() {
    return new TreeMap<>(Integer::compareUnsigned);
  }
}
