package io.starling.server.channel;

import static io.starling.server.testing.GraphClient.BACKGROUND;
import static io.starling.server.testing.GraphClient.FULL_UPDATE;
import static io.starling.server.testing.GraphClient.HIGH_FREQUENCY;
import static io.starling.server.testing.GraphClient.INTERACTING;
import static io.starling.server.testing.GraphClient.LOW_BANDWIDTH;
import static io.starling.server.testing.GraphClient.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiersIT {

  private static final int PAGES = 30;
  private static final int NODES = PAGES + 2;
  private static final Duration TO_REST = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, PAGES));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, 0x00",
    "0x01, 0x01",
    "0x02, 0x02",
    "0x46, 0x46",
    "0x80, 0x80",
    "0x20, 0x00",
    "0xFF, 0xDF",
  })
  void answersControlBitsWithThoseInForce(int wanted, int inForce) {
    try (GraphClient client = server.client()) {
      assertThat(client.control(wanted)).isEqualTo(inForce);
    }
  }

  @Test
  void sendsAsOftenAsTheTierSays() {
    try (GraphClient high = viewer(HIGH_FREQUENCY);
        GraphClient normal = viewer(0);
        GraphClient low = viewer(LOW_BANDWIDTH);
        GraphClient background = viewer(BACKGROUND)) {
      List<GraphClient> all = List.of(high, normal, low, background);
      all.forEach(GraphClient::untilNow);

      for (int i = 0; i < 150; i++) {
        high.positions();
      }

      int[] counts = all.stream().mapToInt(each -> updates(each.untilNow())).toArray();
      assertThat(updates(high.taken())).isGreaterThan(updates(normal.taken()) * 2);
      assertThat(counts[1]).as("normal beside low").isGreaterThan(counts[2] * 3 / 2);
      assertThat(counts[2]).as("low beside background").isGreaterThan(counts[3] * 2);
    }
  }

  @Test
  void sendsTheStateAsItIsWhenAPauseEnds() {
    try (GraphClient client = viewer(PAUSE);
        GraphClient other = server.client()) {
      assertThat(updates(client.untilNow())).isZero();
      other.control(INTERACTING);
      other.drag(new Place(1, 1_234, 0, 0));
      other.untilNow();

      client.control(0);

      List<Place> first = client.positions().places();
      assertThat(first).hasSize(NODES).contains(new Place(1, 1_234, 0, 0));
    }
  }

  @Test
  void sendsNothingMoreAtRestButAllOnDemandAndToWhoComes() {
    try (GraphClient client = viewer(0)) {
      await().atMost(TO_REST).until(server.http()::isResting);
      client.untilNow();

      await()
          .atMost(Duration.ofSeconds(20))
          .during(Duration.ofSeconds(1))
          .until(() -> updates(client.untilNow()) == 0);

      assertThat(client.control(FULL_UPDATE)).isZero();
      assertThat(client.positions().places()).hasSize(NODES);
      try (GraphClient late = server.client()) {
        late.load();
        assertThat(late.positions().places()).hasSize(NODES);
        assertThat(late.places()).isEqualTo(client.places());
      }
    }
  }

  @Test
  void keepsEveryTierAtTheSameStateAtRest() {
    try (GraphClient high = viewer(HIGH_FREQUENCY);
        GraphClient normal = viewer(0);
        GraphClient low = viewer(LOW_BANDWIDTH);
        GraphClient background = viewer(BACKGROUND)) {
      await().atMost(TO_REST).until(server.http()::isResting);
      List<GraphClient> all = List.of(high, normal, low, background);
      all.forEach(GraphClient::untilNow);

      JsonObject load = server.http().json("/api/graph/data");

      for (JsonObject node : LoadIT.objects(load.getJsonArray("nodes"))) {
        JsonObject at = node.getJsonObject("position");
        for (GraphClient each : all) {
          Place place = each.place(node.getInteger("id"));
          assertThat(place.x()).isCloseTo(at.getFloat("x"), within());
          assertThat(place.y()).isCloseTo(at.getFloat("y"), within());
          assertThat(place.z()).isCloseTo(at.getFloat("z"), within());
        }
      }
    }
  }

  @Test
  void takesTheRateOfASubscription() {
    try (GraphClient fast = server.client();
        GraphClient slow = server.client()) {
      fast.send("{\"type\":\"subscribe\",\"events\":[\"position_update\"],\"rate_hz\":60}");
      slow.send("{\"type\":\"subscribe\",\"events\":[\"position_update\"],\"rate_hz\":5}");

      await().atMost(TO_REST).until(server.http()::isResting);

      assertThat(updates(fast.untilNow())).isGreaterThan(updates(slow.untilNow()) * 2);
    }
  }

  private GraphClient viewer(int bits) {
    GraphClient client = server.client();
    client.control(bits);
    client.load();
    return client;
  }

  private static Offset<Float> within() {
    return Offset.offset(PositionEncoder.QUANTUM / 2 * 1.01f);
  }

  private static int updates(List<Message> messages) {
    return (int)
        messages.stream()
            .filter(each -> each instanceof Binary binary && binary.isPositions())
            .count();
  }
}
