package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderChangesIT {

  @TempDir private Path folder;
  private Served server;
  private GraphClient client;
  private Map<String, JsonObject> loaded;

  @BeforeEach
  void serve() throws IOException {
    Pages.save(folder, "a.md", "# A\n\n[[b]]\n");
    Pages.save(folder, "b.md", "# B\n\n[[c]] #tagged\n");
    Pages.save(folder, "c.md", "# C\n\nText.\n");
    server = Served.folder(folder);
    client = server.client();
    loaded = LoadIT.byMetadataId(client.load());
    client.positions();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void tellsOnlyWhatASavedPageChanges() throws IOException {
    Pages.save(folder, "c.md", "# C\n\nText with [[a]].\n");

    JsonObject update = client.next("graph_update");
    assertThat(names(update)).contains("c.md").doesNotContain("b.md", "tag:tagged");
    assertThat(LoadIT.objects(update.getJsonArray("edges")))
        .singleElement()
        .satisfies(
            edge -> {
              assertThat(edge.getInteger("source")).isEqualTo(id("c.md"));
              assertThat(edge.getInteger("target")).isEqualTo(id("a.md"));
            });
    assertThat(update.getJsonArray("removedNodes")).isEmpty();
    assertThat(update.getJsonArray("removedEdges")).isEmpty();
    assertThat(update.getInteger("visible")).isEqualTo(loaded.size());
  }

  @Test
  void tellsOfANewPageAndStreamsItsPlace() throws IOException {
    Pages.save(folder, "d.md", "# D\n\n[[a]]\n");

    JsonObject update = client.next("graph_update");
    JsonObject node = LoadIT.required(LoadIT.byMetadataId(update), "d.md");
    assertThat(update.getInteger("total")).isEqualTo(loaded.size() + 1);
    int id = node.getInteger("id");
    client.await(
        "place of the new node",
        _ -> client.places().containsKey(id) ? Optional.of(id) : Optional.empty());
  }

  @Test
  void keepsTheIdsOfTheRestWhenAPageIsDeleted() throws IOException {
    Files.delete(folder.resolve("a.md"));

    JsonObject update = client.next("graph_update");
    assertThat(update.getJsonArray("removedNodes")).containsExactly(id("a.md"));
    assertThat(update.getJsonArray("removedEdges")).hasSize(1);
    assertThat(names(update)).doesNotContain("c.md");
    assertThat(update.getInteger("total")).isEqualTo(loaded.size() - 1);
  }

  @Test
  void turnsALinkedPageThatIsDeletedIntoAMissingOne() throws IOException {
    Files.delete(folder.resolve("c.md"));

    JsonObject update = client.next("graph_update");
    assertThat(update.getJsonArray("removedNodes")).containsExactly(id("c.md"));
    assertThat(LoadIT.objects(update.getJsonArray("nodes")))
        .anySatisfy(
            node ->
                assertThat(node.getJsonObject("metadata").getString("kind")).isEqualTo("missing"));
  }

  @Test
  void tellsOfARenamedPage() throws IOException {
    Files.move(folder.resolve("a.md"), folder.resolve("z.md"), StandardCopyOption.ATOMIC_MOVE);

    awaitNode("z.md");

    try (GraphClient fresh = server.client()) {
      assertThat(LoadIT.byMetadataId(fresh.load()))
          .containsKeys("z.md", "b.md", "c.md")
          .doesNotContainKey("a.md");
    }
  }

  @Test
  void movesNothingWhenOnlyTextChanges() throws IOException {
    await().atMost(Duration.ofSeconds(60)).until(server.http()::isResting);
    client.untilNow();

    Pages.save(folder, "c.md", "# C\n\nText, and one more word.\n");

    JsonObject update = client.next("graph_update");
    assertThat(names(update)).containsExactly("c.md");
    assertThat(update.getJsonArray("edges")).isEmpty();
    List<Message> behind = client.untilNow();
    assertThat(behind).noneMatch(Binary.class::isInstance);
    assertThat(server.http().isResting()).isTrue();
  }

  @Test
  void showsWhatIsWrongWithAFileOnItsNodeUntilItIsMended() throws IOException {
    Pages.save(folder, "c.md", "---\ntags: [open\n---\n# C\n");

    JsonObject broken = awaitNode("c.md");
    assertThat(broken.getJsonObject("metadata").getString("error")).contains("front matter");
    assertThat(broken.getInteger("id")).isEqualTo(id("c.md"));

    Pages.save(folder, "c.md", "---\ntags: [closed]\n---\n# C\n");

    JsonObject mended = awaitNode("c.md");
    assertThat(mended.getJsonObject("metadata").containsKey("error")).isFalse();
    assertThat(mended.getJsonObject("metadata").getJsonArray("tags")).contains("closed");
  }

  /** What lies between is left out; edges are never held. */
  @Test
  void tellsOfOneNodeAtMostOnceASecond() throws IOException {
    Pages.save(folder, "c.md", "---\nstep: first\n---\n# C\n");
    awaitNode("c.md");

    Pages.save(folder, "c.md", "---\nstep: second\n---\n# C\n");
    Pages.save(folder, "b.md", "# B\n\n[[c]] #tagged #other\n");
    assertThat(names(client.next("graph_update"))).doesNotContain("c.md");
    Pages.save(folder, "c.md", "---\nstep: third\n---\n# C\n");

    JsonObject told = awaitNode("c.md");
    assertThat(told.getJsonObject("metadata").getJsonObject("properties").getString("step"))
        .isEqualTo("third");
  }

  @Test
  void numbersItsUpdatesUpward() throws IOException {
    Pages.save(folder, "d.md", "# D\n");
    long first = client.next("graph_update").getLong("seq");

    Pages.save(folder, "e.md", "# E\n");

    assertThat(client.next("graph_update").getLong("seq")).isGreaterThan(first);
  }

  @Test
  void loadsAndUpdatesLeadToTheSameGraph() throws IOException {
    for (int i = 0; i < 20; i++) {
      Pages.save(
          folder, "page-" + i + ".md", "# Page " + i + "\n\n[[page-" + (i + 7) % 20 + "]]\n");
    }
    Files.delete(folder.resolve("page-3.md"));
    Pages.save(folder, "last.md", "# Last\n");

    Map<Integer, String> seen = new TreeMap<>();
    loaded.forEach((name, node) -> seen.put(node.getInteger("id"), name));
    while (!seen.containsValue("last.md")) {
      JsonObject update = client.next("graph_update");
      LoadIT.objects(update.getJsonArray("nodes"))
          .forEach(node -> seen.put(node.getInteger("id"), node.getString("metadataId")));
      update.getJsonArray("removedNodes").forEach(id -> seen.remove((Integer) id));
      assertThat(seen).hasSize(update.getInteger("visible"));
    }

    try (GraphClient fresh = server.client()) {
      assertThat(LoadIT.byMetadataId(fresh.load()).keySet())
          .containsExactlyInAnyOrderElementsOf(seen.values());
    }
  }

  /** The next time that an update holds this node. */
  private JsonObject awaitNode(String name) {
    while (true) {
      JsonObject node = LoadIT.byMetadataId(client.next("graph_update")).get(name);
      if (node != null) {
        return node;
      }
    }
  }

  private int id(String name) {
    return LoadIT.required(loaded, name).getInteger("id");
  }

  private static List<String> names(JsonObject update) {
    return LoadIT.objects(update.getJsonArray("nodes")).stream()
        .map(node -> node.getString("metadataId"))
        .toList();
  }
}
