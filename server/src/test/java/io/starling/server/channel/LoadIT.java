package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadIT {

  private static final int PAGES = 12;

  @TempDir private static Path folder;
  private static Served server;

  @BeforeAll
  static void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, PAGES));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void saysWhoTheClientIsAndWhatTheServerCanDo() {
    try (GraphClient client = server.client()) {
      JsonObject welcome = ((Message.Text) client.taken().getFirst()).json();

      assertThat(welcome.getString("client_id")).matches("[0-9a-f-]{36}");
      assertThat(welcome.getJsonArray("features")).isNotEmpty();
      assertThat(welcome.getJsonObject("protocol").getInteger("min")).isEqualTo(1);
      assertThat(welcome.getJsonObject("protocol").getInteger("max")).isEqualTo(4);
      assertThat(welcome.getJsonObject("protocol").getJsonArray("formats"))
          .containsExactly("position", "client28");
    }
  }

  @Test
  void confirmsTheFilterThenLoadsThenStreams() {
    try (GraphClient client = server.client()) {
      client.filter(new JsonObject());

      Binary keyframe = client.positions();

      List<String> types = client.taken().stream().map(LoadIT::kind).toList();
      assertThat(types)
          .containsExactly(
              "connection_established", "filter_confirmed", "initialGraphLoad", "positions");
      JsonObject load = json(client.taken().get(2));
      JsonObject confirmed = json(client.taken().get(1));
      assertThat(confirmed.getInteger("visible")).isEqualTo(load.getJsonArray("nodes").size());
      assertThat(confirmed.getInteger("total")).isEqualTo(load.getJsonArray("nodes").size());
      assertThat(keyframe.places().stream().map(Place::id).toList())
          .containsExactlyElementsOf(ids(load));
    }
  }

  @Test
  void loadsNodesAndEdgesAsTheClientExpectsThem() {
    try (GraphClient client = server.client()) {
      JsonObject load = client.load();

      JsonObject node = required(byMetadataId(load), "page-0.md");
      assertThat(node.fieldNames())
          .containsExactlyInAnyOrder(
              "id", "metadataId", "label", "type", "quality", "position", "metadata");
      assertThat(node.getString("type")).isEqualTo("knowledge");
      assertThat(node.getJsonObject("metadata").getString("kind")).isEqualTo("page");
      assertThat(node.getJsonObject("metadata").getJsonArray("tags")).containsExactly("even");
      assertThat(node.getJsonObject("position").fieldNames()).containsExactly("x", "y", "z");
      JsonObject edge = load.getJsonArray("edges").getJsonObject(0);
      assertThat(edge.fieldNames())
          .containsExactlyInAnyOrder("id", "source", "target", "type", "weight");
      assertThat(load.getLong("timestamp")).isPositive();
    }
  }

  @Test
  void comesInPartsToWhoAsksForThemAndWholeToOthers(@TempDir Path large) throws IOException {
    for (int i = 0; i < 2_100; i++) {
      Files.writeString(large.resolve("n" + i + ".md"), "[[n" + (i + 1) % 2_100 + "]]");
    }
    try (Served many = Served.folder(large);
        GraphClient inParts = many.client();
        GraphClient whole = many.client()) {
      inParts.filter(new JsonObject().put("parts", true));
      whole.filter(new JsonObject());

      List<JsonObject> parts =
          List.of(inParts.next("initialGraphLoad"), inParts.next("initialGraphLoad"));
      JsonObject all = whole.next("initialGraphLoad");

      assertThat(parts).extracting(part -> part.getInteger("part")).containsExactly(1, 2);
      assertThat(parts).extracting(part -> part.getInteger("parts")).containsOnly(2);
      assertThat(all.containsKey("parts")).isFalse();
      List<Integer> joined = new ArrayList<>(ids(parts.get(0)));
      joined.addAll(ids(parts.get(1)));
      assertThat(joined).isEqualTo(ids(all)).hasSize(2_100);
      assertThat(parts.get(0).getJsonArray("edges").size())
          .isEqualTo(2_100 - parts.get(1).getJsonArray("edges").size());
      Set<Integer> known = Set.copyOf(ids(parts.get(0)));
      assertThat(objects(parts.get(0).getJsonArray("edges")))
          .allMatch(edge -> known.contains(edge.getInteger("source")))
          .allMatch(edge -> known.contains(edge.getInteger("target")));
    }
  }

  @Test
  void replacesTheFilterBeforeTheFirstLoadHasCome() {
    try (GraphClient client = server.client()) {
      client.filter(new JsonObject());
      client.filter(new JsonObject().put("search", "page-1"));
      client.filter(new JsonObject().put("search", "page-7"));

      Map<String, JsonObject> last = Map.of();
      while (!last.keySet().equals(Set.of("page-7.md"))) {
        last = byMetadataId(client.next("initialGraphLoad"));
      }
      int only = required(last, "page-7.md").getInteger("id");

      assertThat(client.positions().places()).extracting(Place::id).containsExactly(only);
    }
  }

  static String kind(Message message) {
    return switch (message) {
      case Message.Text text -> text.json().getString("type", text.text());
      case Binary binary -> binary.isPositions() ? "positions" : "binary " + binary.type();
      case Message.Pong _ -> "pong";
      case Message.Closed _ -> "closed";
    };
  }

  static JsonObject json(Message message) {
    return ((Message.Text) message).json();
  }

  static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  static List<Integer> ids(JsonObject load) {
    return objects(load.getJsonArray("nodes")).stream().map(node -> node.getInteger("id")).toList();
  }

  static JsonObject required(Map<String, JsonObject> nodes, String name) {
    return Optional.ofNullable(nodes.get(name))
        .orElseThrow(() -> new AssertionError("no " + name + " in " + nodes.keySet()));
  }

  static Map<String, JsonObject> byMetadataId(JsonObject load) {
    return objects(load.getJsonArray("nodes")).stream()
        .collect(Collectors.toMap(node -> node.getString("metadataId"), node -> node));
  }
}
