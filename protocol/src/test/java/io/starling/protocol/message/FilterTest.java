package io.starling.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterTest {

  @Test
  void equalsAnotherOfTheSameWish() {
    Filter one = filter(0.0, List.of("Page", "tag"), List.of("#Layout", "x"), " Octree ");
    Filter same = filter(-0.0, List.of("tag", "page", "PAGE"), List.of("x", "layout"), "octree");

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(Filter.ALL);
  }

  @Test
  void keepsEverythingWhenNotEnabled() {
    Filter disabled =
        new Filter(
            false,
            0.7,
            GraphKind.ONTOLOGY,
            List.of("page"),
            List.of("x"),
            "y",
            5,
            new Filter.Sphere(1, 2, 3, 4));

    assertThat(disabled).isEqualTo(Filter.ALL);
  }

  @Test
  void takesNoBoundForZeroNodes() {
    assertThat(new Filter(true, 0, GraphKind.ALL, List.of(), List.of(), "", 0, null))
        .isEqualTo(Filter.ALL);
  }

  @Test
  void copiesItsLists() {
    List<String> types = new ArrayList<>(List.of("page"));
    Filter filter = filter(0, types, types, "");

    types.add("tag");

    assertThat(filter.types()).containsExactly("page");
    assertThat(filter.tags()).containsExactly("page");
  }

  @Test
  void takesNegativeZeroForZeroInRegions() {
    assertThat(new Filter.Sphere(-0f, -0f, -0f, 1)).isEqualTo(new Filter.Sphere(0f, 0f, 0f, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesThresholdsOutOfRange(double threshold) {
    assertThatThrownBy(() -> filter(threshold, List.of(), List.of(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesRadiiThatAreNoLength(float radius) {
    assertThatThrownBy(() -> new Filter.Sphere(0, 0, 0, radius))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Filter filter(
      double threshold, List<String> types, List<String> tags, String search) {
    return new Filter(true, threshold, GraphKind.ALL, types, tags, search, Filter.UNLIMITED, null);
  }
}
