package io.starling.server.channel;

import static io.starling.server.testing.GraphClient.BACKGROUND;
import static io.starling.server.testing.GraphClient.INTERACTING;
import static io.starling.server.testing.GraphClient.LOW_BANDWIDTH;
import static io.starling.server.testing.GraphClient.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraggingIT {

  private static final int NODE = 1;
  private static final int OTHER = 2;
  private static final int THIRD = 3;

  @TempDir private Path folder;
  private Served server;
  private GraphClient ann;
  private GraphClient ben;

  @BeforeEach
  void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, 3));
    ann = server.client();
    ben = server.client();
    ben.load();
    ben.positions();
  }

  @AfterEach
  void stop() {
    ann.close();
    ben.close();
    server.close();
  }

  @Test
  void showsEveryPlaceToOthersExactlyAndInOrder() {
    ann.control(INTERACTING);
    List<Place> path = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      path.add(new Place(NODE, 100 + i, i * 0.1f, -i));
    }

    path.forEach(ann::drag);

    ben.awaitPlace(path.getLast());
    assertThat(placesOf(NODE, ben).stream().filter(place -> place.x() >= 100).toList())
        .isEqualTo(path);
  }

  @Test
  void showsItsOwnDragToTheDraggerToo() {
    ann.load();
    ann.control(INTERACTING);
    var place = new Place(NODE, 500, 400, 300);

    ann.drag(place);

    ann.awaitPlace(place);
  }

  @Test
  void movesSeveralNodesOfOneMessage() {
    ann.control(INTERACTING);
    var one = new Place(NODE, 500, 0, 0);
    var two = new Place(OTHER, -500, 0, 0);

    ann.drag(one, two);

    ben.awaitPlace(one);
    ben.awaitPlace(two);
  }

  @Test
  void takesDraggedNodesOfVersionOne() {
    ann.speaking(1).send(GraphClient.Bytes.positions(1, new Place(NODE, 70, 80, 90)));

    ben.awaitPlace(new Place(NODE, 70, 80, 90));
  }

  @Test
  void lowAndBackgroundSeeItInTheirOwnTimeAndPausedNotAtAll() {
    try (GraphClient low = server.client();
        GraphClient background = server.client();
        GraphClient paused = server.client()) {
      low.load();
      low.control(LOW_BANDWIDTH);
      background.load();
      background.control(BACKGROUND);
      paused.load();
      paused.control(PAUSE);
      ann.control(INTERACTING);

      for (int i = 0; i < 40; i++) {
        ann.drag(new Place(NODE, 100 + i, 0, 0));
      }

      var last = new Place(NODE, 139, 0, 0);
      low.awaitPlace(last);
      background.awaitPlace(last);
      ben.awaitPlace(last);
      int seenByBen = count(ben);
      assertThat(count(low)).isLessThan(seenByBen / 2);
      assertThat(count(background)).isLessThan(seenByBen / 2);
      assertThat(paused.untilNow()).noneMatch(Binary.class::isInstance);
    }
  }

  @Test
  void letsGoWhenTheBitIsCleared() {
    var far = new Place(NODE, 2_000, 0, 0);
    ann.control(INTERACTING);
    ann.drag(far);
    ben.awaitPlace(far);

    ann.control(0);

    awaitMoved(far);
  }

  @Test
  void letsGoWhenTheDraggerIsGone() {
    var far = new Place(NODE, 2_000, 0, 0);
    ann.control(INTERACTING);
    ann.drag(far);
    ben.awaitPlace(far);

    ann.close();

    awaitMoved(far);
  }

  @Test
  void letsGoOfWhatIsHeldButNotMoved() {
    var far = new Place(NODE, 2_000, 0, 0);
    ann.control(INTERACTING);
    ann.drag(far);
    ben.awaitPlace(far);

    awaitMoved(far);
  }

  @Test
  void theLaterDragWinsAndTheOtherIsTold() {
    try (GraphClient cleo = server.client()) {
      ann.control(INTERACTING);
      cleo.control(INTERACTING);
      ann.drag(new Place(NODE, 100, 0, 0), new Place(OTHER, 100, 100, 0));
      ben.awaitPlace(new Place(OTHER, 100, 100, 0));

      cleo.drag(new Place(NODE, 900, 0, 0));

      JsonObject taken = ann.next("drag_taken");
      assertThat(taken.getInteger("node")).isEqualTo(NODE);
      ben.awaitPlace(new Place(NODE, 900, 0, 0));
      ann.control(0);
      cleo.drag(new Place(NODE, 901, 0, 0));
      ben.awaitPlace(new Place(NODE, 901, 0, 0));
      assertThat(cleo.untilNow()).noneMatch(each -> LoadIT.kind(each).equals("drag_taken"));
    }
  }

  @Test
  void dropsBadRecordsAloneAndNamesThem() {
    ann.control(INTERACTING);
    var good = new Place(NODE, 321, 0, 0);
    var alsoGood = new Place(THIRD, 0, 10_000, -10_000);

    ann.drag(
        good,
        new Place(OTHER, Float.NaN, 0, 0),
        new Place(77, 0, 0, 0),
        new Place(OTHER, 0, 10_001, 0),
        new Place(-1, 0, 0, 0),
        alsoGood);

    JsonObject error = ann.next("error");
    assertThat(error.getString("code")).isEqualTo("INVALID_RECORD");
    assertThat(error.getString("category")).isEqualTo("validation");
    JsonObject details = error.getJsonObject("details");
    assertThat(details.getJsonArray("out_of_bounds")).containsExactly(OTHER, OTHER);
    assertThat(details.getJsonArray("unknown")).containsExactly(77, 0xFFFF_FFFFL);
    assertThat(details.getInteger("dropped")).isEqualTo(4);
    ben.awaitPlace(good);
    ben.awaitPlace(alsoGood);
    assertThat(ann.untilNow()).noneMatch(each -> LoadIT.kind(each).equals("error"));
  }

  @Test
  void wakesAGraphAtRest() {
    await().atMost(Duration.ofSeconds(60)).until(server.http()::isResting);
    Place before = ben.place(OTHER);
    ann.control(INTERACTING);

    ann.drag(new Place(NODE, 1_000, 0, 0));

    ben.awaitPlace(new Place(NODE, 1_000, 0, 0));
    ben.await(
        "neighbour that follows",
        _ -> ben.place(OTHER).equals(before) ? Optional.empty() : Optional.of(before));
  }

  /** Waits until the node has left a place to which it was dragged. */
  private void awaitMoved(Place from) {
    ben.await(
        "node let go",
        _ -> ben.place(from.id()).x() < from.x() - 1 ? Optional.of(from) : Optional.empty());
  }

  private static int count(GraphClient client) {
    return (int) placesOf(NODE, client).stream().filter(place -> place.x() >= 100).count();
  }

  /** Where a client was told that a node is, without repeats. */
  private static List<Place> placesOf(int id, GraphClient client) {
    List<Place> places = new ArrayList<>();
    client.taken().stream()
        .filter(Binary.class::isInstance)
        .map(Binary.class::cast)
        .filter(Binary::isPositions)
        .flatMap(update -> update.places().stream())
        .filter(place -> place.id() == id)
        .forEach(
            place -> {
              if (places.isEmpty() || !places.getLast().equals(place)) {
                places.add(place);
              }
            });
    return places;
  }
}
