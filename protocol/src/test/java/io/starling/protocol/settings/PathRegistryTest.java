package io.starling.protocol.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class PathRegistryTest {

  static Stream<SettingsVector> vectors() {
    return SettingsVector.inFile("registry");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void knowsWhatTheVectorSays(SettingsVector vector) {
    PathRegistry registry = PathRegistry.FIXED;

    for (JsonNode step : vector.json().get("steps")) {
      SettingsMessage message = SettingsCodec.decode(SettingsVector.bytes(step));
      String outcome = "learned";
      try {
        registry = registry.with(((SettingsMessage.Paths) message).paths());
      } catch (ProtocolException e) {
        outcome = e.code().name();
      }
      assertThat(outcome).isEqualTo(step.get("outcome").stringValue());
    }

    assertThat(registry.all()).isEqualTo(Notation.paths(vector.json().get("paths")));
  }

  @Test
  void findsEachWayAround() {
    PathRegistry registry = PathRegistry.FIXED;

    assertThat(registry.text(10)).isEqualTo("visualisation.graphs.logseq.physics.theta");
    assertThat(registry.number("visualisation.graphs.logseq.physics.theta")).contains(10);
    assertThat(registry.number("theta")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, -1})
  void refusesANumberThatItDoesNotKnow(int path) {
    assertThatThrownBy(() -> PathRegistry.FIXED.text(path))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR));
  }

  @Test
  void givesNewPathsTheNextNumbers() {
    PathRegistry registry = PathRegistry.FIXED.withTexts(List.of("a", "b", "a"));

    PathRegistry grown = registry.withTexts(List.of("b", "c"));

    assertThat(grown.number("a")).contains(11);
    assertThat(grown.number("b")).contains(12);
    assertThat(grown.number("c")).contains(13);
    assertThat(PathRegistry.FIXED.size()).isEqualTo(10);
  }

  @Test
  void givesNoNumberToWhatCannotBeSaid() {
    for (String text : List.of("", "ä".repeat(32_768))) {
      assertThatThrownBy(() -> PathRegistry.FIXED.withTexts(List.of(text)))
          .isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void isBounded() {
    PathRegistry full =
        PathRegistry.FIXED.withTexts(
            IntStream.range(10, PathRegistry.MAX_PATHS).mapToObj(Integer::toString).toList());

    assertThat(full.size()).isEqualTo(65_536);
    assertThatThrownBy(() -> full.withTexts(List.of("one more")))
        .isInstanceOf(ProtocolException.class);
  }
}
