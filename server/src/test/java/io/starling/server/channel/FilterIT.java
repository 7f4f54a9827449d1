package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterIT {

  @TempDir private Path folder;
  private Served server;
  private GraphClient client;

  @BeforeEach
  void serve() throws IOException {
    Pages.save(folder, "red.md", "---\nquality: 0.9\ntags: [red]\n---\n# Red\n\n[[blue]]\n");
    Pages.save(folder, "blue.md", "---\nquality: 0.1\ntags: [blue]\n---\n# Blue\n\n[[nowhere]]\n");
    Pages.save(
        folder,
        "colours.ttl",
        """
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix : <http://example.org/> .
        :Colour a owl:Class .
        """);
    server = Served.folder(folder);
    client = server.client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"tags\":[\"red\"]} | red.md",
        "{\"tags\":[\"#RED\",\"blue\"],\"types\":[\"page\"]} | blue.md red.md",
        "{\"filter\":{\"tags\":[\"red\"],\"types\":[\"page\"]}} | red.md",
        "{\"data\":{\"tags\":[\"red\"],\"types\":[\"page\"]}} | red.md",
        "{\"search\":\"BLU\",\"types\":[\"page\"]} | blue.md",
        "{\"quality_threshold\":0.8} | red.md",
        "{\"graph\":\"ontology\"} | http://example.org/Colour",
        "{\"mode\":\"ontology\"} | http://example.org/Colour",
        "{\"graph_type\":\"knowledge_graph\",\"types\":[\"page\"]} | blue.md red.md",
        "{\"types\":[\"missing\"]} | missing:nowhere",
        "{\"types\":[\"ontology\"]} | http://example.org/Colour",
        "{\"max_nodes\":1} | red.md",
        "{\"search\":\"no such thing\"} | ''",
      })
  void leavesWhatTheFilterAsksFor(String filter, String names) {
    client.filter(new JsonObject(filter));

    JsonObject confirmed = client.next("filter_confirmed");
    Map<String, JsonObject> load = LoadIT.byMetadataId(client.next("initialGraphLoad"));

    Set<String> wanted = names.isEmpty() ? Set.of() : Set.of(names.split(" ", -1));
    assertThat(load.keySet()).isEqualTo(wanted);
    assertThat(confirmed.getInteger("visible")).isEqualTo(wanted.size());
    assertThat(confirmed.getInteger("total"))
        .isEqualTo(server.http().json("/api/graph/state").getInteger("nodes"));
    assertThat(client.positions().places()).hasSize(wanted.size());
  }

  @Test
  void keepsAllWhenItIsNotEnabled() {
    client.filter(new JsonObject().put("enabled", false).put("search", "red"));

    JsonObject confirmed = client.next("filter_confirmed");

    assertThat(confirmed.getInteger("visible")).isEqualTo(confirmed.getInteger("total"));
  }

  @Test
  void keepsWhatLiesInARegion() {
    client.filter(new JsonObject("{\"center\":[0,0,0],\"radius\":20000}"));
    assertThat(client.next("filter_confirmed").getInteger("visible")).isGreaterThan(3);

    client.filter(new JsonObject("{\"center\":{\"x\":9000,\"y\":9000,\"z\":9000},\"radius\":1}"));
    assertThat(client.next("filter_confirmed").getInteger("visible")).isZero();
  }

  @Test
  void announcesWhatEntersAndLeaves() throws IOException {
    JsonObject red = new JsonObject("{\"tags\":[\"red\"],\"types\":[\"page\"]}");
    Map<String, JsonObject> loaded = LoadIT.byMetadataId(client.load(red));
    int redId = LoadIT.required(loaded, "red.md").getInteger("id");
    client.positions();

    Pages.save(folder, "blue.md", "---\ntags: [red]\n---\n# Blue\n\n[[red]]\n");

    JsonObject entering = client.next("graph_update");
    Map<String, JsonObject> entered = LoadIT.byMetadataId(entering);
    assertThat(entered.keySet()).containsExactly("blue.md");
    assertThat(LoadIT.objects(entering.getJsonArray("edges"))).hasSizeGreaterThanOrEqualTo(1);
    assertThat(entering.getInteger("visible")).isEqualTo(2);
    int blueId = LoadIT.required(entered, "blue.md").getInteger("id");
    client.await(
        "place of what entered",
        _ -> client.places().containsKey(blueId) ? Optional.of(blueId) : Optional.empty());

    Pages.save(folder, "red.md", "---\ntags: [green]\n---\n# Red\n\n[[blue]]\n");

    JsonObject leaving = client.next("graph_update");
    assertThat(leaving.getJsonArray("removedNodes")).containsExactly(redId);
    assertThat(leaving.getJsonArray("nodes")).isEmpty();
    assertThat(leaving.getJsonArray("removedEdges")).isNotEmpty();
    assertThat(leaving.getInteger("visible")).isEqualTo(1);
  }

  @Test
  void saysNothingOfWhatItHides() throws IOException {
    client.load(new JsonObject("{\"search\":\"red\",\"types\":[\"page\"]}"));
    try (GraphClient all = server.client()) {
      all.load();

      Pages.save(folder, "blue.md", "# Blue\n\nOther words.\n");

      all.next("graph_update");
      assertThat(client.untilNow()).noneMatch(each -> LoadIT.kind(each).equals("graph_update"));
    }
  }

  @Test
  void relaysADragOnlyToWhoSeesTheNode() {
    JsonObject load = client.load(new JsonObject("{\"search\":\"red\",\"types\":[\"page\"]}"));
    int visible = LoadIT.ids(load).getFirst();
    try (GraphClient all = server.client()) {
      int hidden = LoadIT.required(LoadIT.byMetadataId(all.load()), "blue.md").getInteger("id");
      all.control(GraphClient.INTERACTING);

      all.drag(new Place(hidden, 1, 2, 3), new Place(visible, 3, 2, 1));

      client.awaitPlace(new Place(visible, 3, 2, 1));
      assertThat(client.places()).doesNotContainKey(hidden);
      assertThat(client.taken().stream().filter(Message.Binary.class::isInstance)).isNotEmpty();
    }
  }
}
