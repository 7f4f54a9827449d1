package io.starling.protocol.settings;

import java.util.List;

/**
 * Everything that is said on {@code /ws/settings}, by either side. Closed: what handles messages is
 * a {@link Cases}, so one that forgets a message does not compile. A path is the u32 that the
 * registry gives it; a version is a u64. Immutable.
 */
public sealed interface SettingsMessage {

  /** Calls the method of {@code cases} for this message. */
  void match(Cases cases);

  /** One method per message, in the order of the opcodes. */
  interface Cases {
    void get(Get message);

    void set(Set message);

    void batchGet(BatchGet message);

    void batchSet(BatchSet message);

    void delta(Delta message);

    void response(Response message);

    void failed(Failed message);

    void ping(Ping message);

    void pong(Pong message);

    void fullSyncRequest(FullSyncRequest message);

    void fullSync(FullSync message);

    void paths(Paths message);
  }

  /** A path and what it is set to. */
  record Setting(int path, Value value) {}

  /** A path and what it was and is; {@link Value#NULL} where it had or has no value. */
  record Change(int path, Value before, Value after) {}

  /** A path's number and its text, of at most 65,535 bytes in UTF-8. */
  record NamedPath(int path, String text) {
    public NamedPath {
      Utf8.requireUnicode(text);
    }
  }

  /** 1: asks for one value. */
  record Get(int path) implements SettingsMessage {
    @Override
    public void match(Cases cases) {
      cases.get(this);
    }
  }

  /** 2: changes one value. */
  record Set(Setting setting) implements SettingsMessage {
    @Override
    public void match(Cases cases) {
      cases.set(this);
    }
  }

  /** 3: asks for several values. */
  record BatchGet(List<Integer> paths) implements SettingsMessage {
    public BatchGet {
      paths = List.copyOf(paths);
    }

    @Override
    public void match(Cases cases) {
      cases.batchGet(this);
    }
  }

  /** 4: changes several values, all or none; of several for one path the last counts. */
  record BatchSet(List<Setting> settings) implements SettingsMessage {
    public BatchSet {
      settings = List.copyOf(settings);
    }

    @Override
    public void match(Cases cases) {
      cases.batchSet(this);
    }
  }

  /**
   * 5: what somebody changed.
   *
   * @param version of the tree afterwards
   * @param hash BLAKE3 of the tree afterwards, 32 bytes
   */
  record Delta(long version, List<Change> changes, ByteString hash) implements SettingsMessage {
    public Delta {
      changes = List.copyOf(changes);
      requireHash(hash);
    }

    @Override
    public void match(Cases cases) {
      cases.delta(this);
    }
  }

  /** 6: answers a request; what the bytes are, {@link ResponseCodec} says. */
  record Response(boolean ok, ByteString bytes) implements SettingsMessage {
    @Override
    public void match(Cases cases) {
      cases.response(this);
    }
  }

  /**
   * 7: answers a request that failed.
   *
   * @param code number of an error code, as {@link ErrorNumber} gives it; 0 to 65,535
   */
  record Failed(int code, String message) implements SettingsMessage {
    public Failed {
      if (code < 0 || code > 0xFFFF) {
        throw new IllegalArgumentException("A code is a u16");
      }
      Utf8.requireUnicode(message);
    }

    @Override
    public void match(Cases cases) {
      cases.failed(this);
    }
  }

  /** 8: asks for a {@link Pong}. */
  record Ping() implements SettingsMessage {
    @Override
    public void match(Cases cases) {
      cases.ping(this);
    }
  }

  /** 9: answers a {@link Ping}. */
  record Pong() implements SettingsMessage {
    @Override
    public void match(Cases cases) {
      cases.pong(this);
    }
  }

  /** 10: asks for a {@link FullSync}. */
  record FullSyncRequest() implements SettingsMessage {
    @Override
    public void match(Cases cases) {
      cases.fullSyncRequest(this);
    }
  }

  /**
   * 11: the whole tree.
   *
   * @param hash BLAKE3 of the tree, 32 bytes
   */
  record FullSync(long version, List<Setting> settings, ByteString hash)
      implements SettingsMessage {
    public FullSync {
      settings = List.copyOf(settings);
      requireHash(hash);
    }

    @Override
    public void match(Cases cases) {
      cases.fullSync(this);
    }
  }

  /** 12: paths that the registry has, all or those that are new. */
  record Paths(List<NamedPath> paths) implements SettingsMessage {
    public Paths {
      paths = List.copyOf(paths);
    }

    @Override
    public void match(Cases cases) {
      cases.paths(this);
    }
  }

  private static void requireHash(ByteString hash) {
    if (hash.length() != SettingsTree.HASH_BYTES) {
      throw new IllegalArgumentException("A hash is 32 bytes");
    }
  }
}
