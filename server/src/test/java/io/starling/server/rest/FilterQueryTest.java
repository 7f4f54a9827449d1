package io.starling.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.starling.protocol.message.Filter;
import io.starling.protocol.message.GraphKind;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterQueryTest {

  @Test
  void filtersByNothingThatIsNotNamed() {
    assertThat(FilterQuery.parse(MultiMap.caseInsensitiveMultiMap())).isEqualTo(Filter.ALL);
  }

  @Test
  void readsEveryField() {
    MultiMap query =
        MultiMap.caseInsensitiveMultiMap()
            .add("quality_threshold", "0.5")
            .add("graph", "Knowledge_Graph")
            .add("types", "page,tag")
            .add("tags", "#Red,blue")
            .add("search", "Bird")
            .add("max_nodes", "7");

    assertThat(FilterQuery.parse(query))
        .isEqualTo(
            new Filter(
                true,
                0.5,
                GraphKind.KNOWLEDGE,
                List.of("page", "tag"),
                List.of("blue", "red"),
                "bird",
                7,
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "quality_threshold, 1.1",
    "quality_threshold, -0.1",
    "quality_threshold, NaN",
    "quality_threshold, ''",
    "graph, ''",
    "graph, agents",
    "max_nodes, 0",
    "max_nodes, 1e99",
    "max_nodes, many",
  })
  void saysWhichFieldIsWrong(String name, String value) {
    MultiMap query = MultiMap.caseInsensitiveMultiMap().add(name, value);

    assertThatThrownBy(() -> FilterQuery.parse(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " is ");
  }
}
