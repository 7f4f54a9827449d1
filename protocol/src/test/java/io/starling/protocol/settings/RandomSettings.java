package io.starling.protocol.settings;

import io.starling.protocol.settings.SettingsMessage.Change;
import io.starling.protocol.settings.SettingsMessage.NamedPath;
import io.starling.protocol.settings.SettingsMessage.Setting;
import io.starling.protocol.settings.Value.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Messages of every opcode with values of every tag, from a seed. */
final class RandomSettings {
  private static final List<String> LETTERS = List.of("a", "b", "é", "一", "\uffee", "𝄞", "\0");

  private final Random random;

  RandomSettings(Random random) {
    this.random = random;
  }

  SettingsMessage message() {
    Opcode opcode = Opcode.of(1 + random.nextInt(12)).orElseThrow();
    return switch (opcode) {
      case GET -> new SettingsMessage.Get(random.nextInt());
      case SET -> new SettingsMessage.Set(new Setting(random.nextInt(), value(5)));
      case BATCH_GET -> new SettingsMessage.BatchGet(list(random::nextInt));
      case BATCH_SET -> new SettingsMessage.BatchSet(settings());
      case DELTA -> new SettingsMessage.Delta(random.nextLong(), list(this::change), bytes(32));
      case RESPONSE -> new SettingsMessage.Response(random.nextBoolean(), bytes(size()));
      case ERROR -> new SettingsMessage.Failed(random.nextInt(65_536), text());
      case PING -> new SettingsMessage.Ping();
      case PONG -> new SettingsMessage.Pong();
      case FULL_SYNC_REQUEST -> new SettingsMessage.FullSyncRequest();
      case FULL_SYNC -> new SettingsMessage.FullSync(random.nextLong(), settings(), bytes(32));
      case PATHS -> new SettingsMessage.Paths(list(() -> new NamedPath(random.nextInt(), text())));
    };
  }

  /** Returns settings of few paths, so that they meet. */
  List<Setting> settings() {
    return list(() -> new Setting(random.nextInt(20), value(3)));
  }

  private Value value(int depth) {
    Tag tag = Tag.of(random.nextInt(depth > 0 ? 10 : 8)).orElseThrow();
    return switch (tag) {
      case NULL -> Value.NULL;
      case BOOL -> new Value.Bool(random.nextBoolean());
      case I32 -> new Value.I32(random.nextInt());
      case I64 -> new Value.I64(random.nextLong());
      case F32 -> new Value.F32((float) random.nextGaussian());
      case F64 -> new Value.F64(random.nextGaussian());
      case TEXT -> new Value.Text(text());
      case BYTES -> new Value.Bytes(bytes(size()));
      case ARRAY -> new Value.Array(list(() -> value(depth - 1)));
      case OBJECT -> object(depth - 1);
    };
  }

  private Value object(int depth) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (int left = size(); left > 0; left--) {
      String key = text();
      members.put(key, new Member(key, value(depth)));
    }
    return new Value.Members(List.copyOf(members.values()));
  }

  private Change change() {
    return new Change(random.nextInt(), value(2), value(2));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int left = size(); left > 0; left--) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return text.toString();
  }

  private ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyOf(bytes);
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int left = size(); left > 0; left--) {
      list.add(element.get());
    }
    return list;
  }

  /** Returns a small number, seldom a larger one. */
  private int size() {
    return random.nextInt(random.nextInt(40) == 0 ? 40 : 4);
  }
}
