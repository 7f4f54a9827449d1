package io.starling.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.ClientMessage.Authenticate;
import io.starling.protocol.message.ClientMessage.FilterUpdate;
import io.starling.protocol.message.ClientMessage.Heartbeat;
import io.starling.protocol.message.ClientMessage.Ping;
import io.starling.protocol.message.ClientMessage.Subscribe;
import io.starling.protocol.message.ClientMessage.Unsubscribe;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.GraphKind;
import io.starling.protocol.message.TextForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiberalSpellingTest {
  private static final ClientMessage FULL_FILTER =
      new FilterUpdate(
          new Filter(
              true,
              0.5,
              GraphKind.KNOWLEDGE,
              List.of("page", "tag"),
              List.of("layout"),
              "octree",
              100,
              new Filter.Sphere(1, -2, 3.5f, 40)),
          true,
          true,
          null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"subscribe\",\"events\":[\"a\",\"b\"]}",
        "{\"type\":\"subscribe\",\"event_types\":[\"a\",\"b\"]}",
        "{\"type\":\"subscribe\",\"channels\":[\"a\",\"b\"]}",
        "{\"type\":\"subscribe\",\"channel\":[\"a\",\"b\"]}",
        "{\"type\":\"subscribe\",\"event_type\":[\"a\",\"b\"]}",
        "{\"type\":\"subscribe\",\"data\":{\"events\":[\"a\",\"b\"]}}",
        "{\"type\":\"subscribe\",\"data\":{\"event_types\":[\"a\",\"b\"]}}",
        "{\"type\":\"subscribe\",\"data\":{\"channels\":[\"a\",\"b\"]}}",
        "{\"type\":\"subscribe\",\"data\":{\"channel\":[\"a\",\"b\"]}}",
        "{\"type\":\"subscribe\",\"data\":{\"event_type\":[\"a\",\"b\"]}}",
        "{\"type\":\"subscribe\",\"channel\":\"a\",\"event_type\":\"b\"}",
        "{\"type\":\"subscribe\",\"events\":\"a\",\"data\":{\"channel\":\"b\"}}",
        "{\"type\":\"subscribe\",\"events\":[\"a\",\"b\",\"a\"]}",
        "{\"events\":[\"a\",\"b\"],\"type\":\"subscribe\"}",
        "{\"data\":{\"events\":[\"a\",\"b\"]},\"type\":\"subscribe\"}",
        "{\"type\":\"subscribe\",\"events\":[\"a\",\"b\"],\"data\":null,\"channel\":null}",
        "{\"type\":\"subscribe\",\"events\":[\"a\",\"b\"],\"timestamp\":\"2026-01-01T00:00:00.000Z\"}",
        "{\"type\":\"subscribe\",\"events\":[\"a\",\"b\"],\"timestamp\":1700000000000}",
        "{\"type\":\"subscribe\",\"events\":[\"a\",\"b\"],\"made\":{\"up\":[[[1e9]]]}}",
        " \r\n\t{ \"type\" : \"subscribe\" , \"events\" : [ \"a\" , \"\\u0062\" ] } \n",
      })
  void namesSubscriptions(String text) {
    assertThat(Dialect.GRAPH.decode(text))
        .isEqualTo(new Subscribe(List.of("a", "b"), Map.of(), 0, null));
    assertThat(Dialect.GRAPH.decode(text.replace("\"subscribe\"", "\"unsubscribe\"")))
        .isEqualTo(new Unsubscribe(List.of("a", "b"), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"subscribe\",\"events\":[\"a\"],\"rate_hz\":60}",
        "{\"type\":\"subscribe\",\"events\":[\"a\"],\"rateHz\":60}",
        "{\"type\":\"subscribe\",\"events\":[\"a\"],\"rate_hz\":60.0}",
        "{\"type\":\"subscribe\",\"events\":[\"a\"],\"rate_hz\":6e1}",
        "{\"type\":\"subscribe\",\"events\":[\"a\"],\"data\":{\"rate_hz\":60}}",
        "{\"type\":\"subscribe\",\"data\":{\"events\":[\"a\"],\"rate_hz\":60}}",
      })
  void namesRates(String text) {
    assertThat(Dialect.GRAPH.decode(text))
        .isEqualTo(new Subscribe(List.of("a"), Map.of(), 60, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"filter_update\",%s}",
        "{%s,\"type\":\"filter_update\"}",
        "{\"type\":\"filter_update\",\"data\":{%s}}",
        "{\"type\":\"filter_update\",\"filter\":{%s}}",
        "{\"filter\":{%s},\"type\":\"filter_update\",\"data\":{}}",
      })
  void placesFilters(String place) {
    String fields =
        "\"enabled\":true,\"quality_threshold\":0.5,\"graph\":\"knowledge\",\"types\":[\"Tag\",\"page\"],"
            + "\"tags\":[\"#layout\"],\"search\":\" Octree\",\"max_nodes\":100,"
            + "\"center\":[1,-2,3.5],\"radius\":40,\"parts\":true,\"forceRefresh\":true";
    String other =
        "\"qualityThreshold\":5e-1,\"mode\":\"knowledge_graph\",\"types\":[\"page\",\"TAG\",\"tag\"],"
            + "\"tags\":\"layout\",\"search\":\"octree\",\"maxNodes\":1e2,"
            + "\"center\":{\"x\":1,\"y\":-2.0,\"z\":3.5},\"radius\":40.0,\"parts\":true,\"force_refresh\":true";

    assertThat(Dialect.GRAPH.decode(place.formatted(fields))).isEqualTo(FULL_FILTER);
    assertThat(Dialect.GRAPH.decode(place.formatted(other))).isEqualTo(FULL_FILTER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"filter_update\",\"graph\":\"ontology\"}",
        "{\"type\":\"filter_update\",\"mode\":\"ontology\"}",
        "{\"type\":\"filter_update\",\"graph_type\":\"ontology\"}",
        "{\"type\":\"filter_update\",\"graph\":\"ontology\",\"mode\":\"ontology\"}",
        "{\"type\":\"filter_update\",\"graph\":\"ontology\",\"data\":{\"graph_type\":\"ontology\"}}",
        "{\"type\":\"filter_update\",\"graph\":\"ontology\",\"mode\":null,\"tags\":null,\"filter\":null}",
        "{\"type\":\"filter_update\",\"graph\":\"ontology\",\"max_nodes\":0,\"types\":[],\"search\":\"\"}",
      })
  void namesGraphs(String text) {
    Filter ontology =
        new Filter(true, 0, GraphKind.ONTOLOGY, List.of(), List.of(), "", Filter.UNLIMITED, null);

    assertThat(Dialect.GRAPH.decode(text))
        .isEqualTo(new FilterUpdate(ontology, false, false, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"filter_update\"}",
        "{\"type\":\"filter_update\",\"graph\":\"all\"}",
        "{\"type\":\"filter_update\",\"enabled\":false,\"quality_threshold\":0.9,\"graph\":\"ontology\"}",
        "{\"type\":\"filter_update\",\"quality_threshold\":-0.0}",
      })
  void meansEverything(String text) {
    assertThat(Dialect.GRAPH.decode(text))
        .isEqualTo(new FilterUpdate(Filter.ALL, false, false, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"authenticate\",\"token\":\"t\",\"pubkey\":\"p\"}",
        "{\"type\":\"authenticate\",\"data\":{\"token\":\"t\",\"pubkey\":\"p\"}}",
        "{\"type\":\"authenticate\",\"filter\":{\"token\":\"t\"},\"pubkey\":\"p\"}",
        "{\"token\":\"t\",\"pubkey\":\"p\",\"type\":\"authenticate\",\"timestamp\":0}",
      })
  void placesTokens(String text) {
    assertThat(Dialect.GRAPH.decode(text)).isEqualTo(new Authenticate("t", "p", null));
  }

  @Test
  void leavesThePublicKeyOut() {
    assertThat(Dialect.GRAPH.decode("{\"type\":\"authenticate\",\"token\":\"t\"}"))
        .isEqualTo(new Authenticate("t", null, null));
  }

  @Test
  void neverPrintsTheToken() {
    assertThat(new Authenticate("secret", "p", null).toString()).doesNotContain("secret");
  }

  @Test
  void takesPings() {
    assertThat(Dialect.GRAPH.decode("ping")).isEqualTo(new Ping(TextForm.WORD, null));
    assertThat(Dialect.GRAPH.decode("{\"type\":\"ping\"}"))
        .isEqualTo(new Ping(TextForm.JSON, null));
    assertThat(Dialect.GRAPH.decode("{\"type\":\"ping\",\"id\":\"7\"}"))
        .isEqualTo(new Ping(TextForm.JSON, RequestId.of("7")));
    assertThat(Dialect.GRAPH.decode("{\"type\":\"ping\",\"id\":-7,\"data\":\"x\",\"events\":5}"))
        .isEqualTo(new Ping(TextForm.JSON, RequestId.of(-7)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pong",
        "{\"type\":\"pong\"}",
        "{\"type\":\"heartbeat\"}",
        "{\"type\":\"heartbeat\",\"timestamp\":1}",
        "\uFEFF{\"type\":\"heartbeat\"}",
      })
  void takesSignsOfLife(String text) {
    assertThat(Dialect.GRAPH.decode(text)).isEqualTo(new Heartbeat(false));
  }

  @Test
  void leavesTheBufferAsItWas() {
    ByteBuf text = Unpooled.copiedBuffer("xx{\"type\":\"pong\"}yy", StandardCharsets.UTF_8);
    ByteBuf frame = text.slice(2, text.readableBytes() - 4);

    Dialect.GRAPH.decode(frame);

    assertThat(frame.readerIndex()).isZero();
    assertThat(text.refCnt()).isEqualTo(1);
    text.release();
  }
}
