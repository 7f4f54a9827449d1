package io.starling.protocol.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.settings.SettingsMessage.Setting;
import io.starling.protocol.vectors.Vector;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class SettingsTreeTest {

  static Stream<SettingsVector> vectors() {
    return SettingsVector.inFile("trees");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void becomesWhatTheVectorSays(SettingsVector vector) {
    SettingsTree tree = SettingsTree.EMPTY;

    for (JsonNode step : vector.json().get("steps")) {
      SettingsMessage message = SettingsCodec.decode(SettingsVector.bytes(step));
      Optional<SettingsTree> next = next(tree, message);
      assertThat(next.isPresent()).isEqualTo(step.get("outcome").stringValue().equals("applied"));
      tree = next.orElse(tree);
    }

    JsonNode json = vector.json();
    assertThat(tree.version()).isEqualTo(Notation.u64(json.get("version")));
    assertThat(tree.fullSync().settings()).isEqualTo(Notation.settings(json.get("settings")));
    assertThat(HexFormat.of().formatHex(tree.canonical())).isEqualTo(canonical(json));
    assertThat(tree.hash()).isEqualTo(Notation.bytes(json.get("hash")));
  }

  private static Optional<SettingsTree> next(SettingsTree tree, SettingsMessage message) {
    if (message instanceof SettingsMessage.FullSync sync) {
      return SettingsTree.of(sync);
    } else if (message instanceof SettingsMessage.Delta delta) {
      return tree.after(delta);
    } else if (message instanceof SettingsMessage.Set set) {
      return Optional.of(tree.with(tree.version() + 1, List.of(set.setting())));
    } else if (message instanceof SettingsMessage.BatchSet batch) {
      return Optional.of(tree.with(tree.version() + 1, batch.settings()));
    }
    throw new IllegalArgumentException(message.toString());
  }

  private static String canonical(JsonNode json) {
    JsonNode hex = json.get("canonical");
    JsonNode named = JsonMapper.shared().createObjectNode().set("hex", hex);
    return ByteBufUtil.hexDump(new Vector("", named).bytes());
  }

  @Test
  void tellsWhatChangedAndIsFollowed() {
    SettingsTree before = SettingsTree.EMPTY.with(1, List.of(text(2, "two"), text(1, "one")));
    SettingsTree after =
        before.with(2, List.of(text(2, "zwei"), new Setting(1, Value.NULL), text(-1, "last")));

    SettingsMessage.Delta delta = before.deltaTo(after);

    assertThat(delta.changes()).extracting(change -> change.path()).containsExactly(1, 2, -1);
    assertThat(before.after(delta)).map(SettingsTree::hash).contains(after.hash());
    assertThat(after.deltaTo(after).changes()).isEmpty();
    assertThat(after.value(1)).isEqualTo(Value.NULL);
  }

  @Test
  void isNotChangedByWhatFollowsFromIt() {
    SettingsTree before = SettingsTree.EMPTY.with(1, List.of(text(1, "one")));
    ByteString hash = before.hash();

    SettingsTree after = before.with(2, List.of(text(1, "eins")));

    assertThat(before.hash()).isEqualTo(hash).isNotEqualTo(after.hash());
    assertThat(before.value(1)).isEqualTo(new Value.Text("one"));
  }

  private static Setting text(int path, String text) {
    return new Setting(path, new Value.Text(text));
  }
}
