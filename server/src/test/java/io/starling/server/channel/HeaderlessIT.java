package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.GraphClient.Bytes;
import io.starling.server.testing.Message;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Headerless;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Message.Text;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headerless node streams of the real server: records in binary, all else as JSON. */
class HeaderlessIT {

  private static final int PAGES = 5;
  private static final int TAGS = 2;
  private static final int WIRE36 = 4;

  @TempDir private static Path folder;
  private static Served server;

  @BeforeAll
  static void serve() throws IOException {
    Pages.ring(folder, PAGES);
    Pages.save(
        folder,
        "things.ttl",
        """
        @prefix ex: <http://example.org/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        ex:Bird a owl:Class .
        """);
    server = Served.folder(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "?format=wire34, wire34, 34",
    "?v=1&format=wire36, wire36, 36",
    "?v=4&format=compute48, compute48, 48",
  })
  void beginsWithAKeyframeWhereTheUrlAsksForIt(String query, String format, int record) {
    try (GraphClient client = server.client(query).reading(format)) {
      JsonObject load = client.load();

      Headerless keyframe = client.records();

      assertThat(keyframe.payload().remaining()).isEqualTo((PAGES + TAGS + 1) * record);
      assertThat(keyframe.places()).extracting(Place::id).isEqualTo(LoadIT.ids(load));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, wire34, 34", "4, wire36, 36", "5, compute48, 48"})
  void answersAHandshakeAsJsonAndGoesOnInRecords(int number, String format, int record) {
    try (GraphClient client = server.client()) {
      String id = LoadIT.json(client.taken().getFirst()).getString("client_id");
      client.load();
      client.positions();

      client.send(Bytes.handshake(1, 9, number, 0xFFFF));

      JsonObject answer = client.next("handshake");
      assertThat(answer.getInteger("version")).isEqualTo(4);
      assertThat(answer.getString("format")).isEqualTo(format);
      assertThat(answer.getJsonArray("capabilities")).containsExactly("acks");
      assertThat(answer.getString("client_id")).isEqualTo(id);
      assertThat(answer.getLong("server_time")).isPositive();
      assertThat(client.records().payload().remaining()).isEqualTo((PAGES + TAGS + 1) * record);
    }
  }

  @Test
  void answersTheHandshakeThatEndsItAsJsonToo() {
    try (GraphClient client = server.client("?v=3&format=wire34").reading("wire34")) {
      client.load();
      client.records();

      client.send(Bytes.handshake(3, 3, WIRE36, 0));
      assertThat(client.next("handshake").getString("format")).isEqualTo("wire36");
      assertThat(client.records().recordBytes()).isEqualTo(36);
      client.send(Bytes.handshake(3, 3, 0, 0));
      assertThat(client.next("handshake").getString("format")).isEqualTo("position");

      assertThat(client.positions().places()).hasSize(PAGES + TAGS + 1);
      client.send(Bytes.handshake(3, 3, 1, 0));
      assertThat(client.binary(0x32).version()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wire34, 0x4000, 0",
    "wire36, 0x40000000, 0x4000000",
    "compute48, 0x40000000, 0x4000000"
  })
  void carriesTypesVelocitiesAndWhatIsUnknown(String format, String knowledge, String type) {
    try (GraphClient client = server.client("?format=" + format).reading(format)) {
      JsonObject load = client.load();
      Headerless keyframe = client.records();

      for (int i = 0; i < keyframe.count(); i++) {
        int id = keyframe.places().get(i).id();
        boolean isClass = kind(load, id).equals("class");
        assertThat(keyframe.typedId(i)).isEqualTo(Integer.decode(isClass ? type : knowledge) | id);
        int body = keyframe.body(i);
        assertThat(keyframe.payload().getFloat(body + 12)).isFinite();
        assertThat(keyframe.payload().getFloat(body + 24)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(keyframe.payload().getInt(body + 28)).isEqualTo(-1);
        if (format.equals("compute48")) {
          assertThat(keyframe.payload().getInt(body + 32)).isEqualTo(-1);
          assertThat(keyframe.payload().getFloat(body + 36)).isZero();
          assertThat(keyframe.payload().getFloat(body + 40)).isEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wire34", "wire36", "compute48"})
  void relaysDraggedNodesBothWays(String format) {
    try (GraphClient watching = server.client();
        GraphClient client = server.client("?v=3&format=" + format).reading(format).speaking(3)) {
      watching.load();
      client.load();
      client.records();

      watching.control(GraphClient.INTERACTING);
      watching.drag(new Place(1, 7, 8, 9));
      client.awaitPlace(new Place(1, 7, 8, 9));
      client.control(GraphClient.INTERACTING);
      client.drag(new Place(2, 4, 5, 6));

      watching.awaitPlace(new Place(2, 4, 5, 6));
    }
  }

  @Test
  void answersControlBitsAsJsonAndKeepsToThem() {
    try (GraphClient client = server.client("?v=3&format=wire36").reading("wire36").speaking(3)) {
      client.load();
      client.records();

      assertThat(client.control(GraphClient.PAUSE)).isEqualTo(GraphClient.PAUSE);
      client.untilNow();
      assertThat(client.untilNow()).noneMatch(Headerless.class::isInstance);
      assertThat(client.control(GraphClient.FULL_UPDATE)).isZero();

      assertThat(client.records().count()).isEqualTo(PAGES + TAGS + 1);
    }
  }

  @Test
  void tellsOfErrorsAsJsonOnly() {
    try (GraphClient client =
        server.client("?v=3&format=compute48&caps=errors,heartbeat").reading("compute48")) {
      client.send("{");
      assertThat(client.error()).isEqualTo("VALIDATION_ERROR");
      client.send(new byte[] {0x10, 3, 21, 0, 1});
      assertThat(client.error()).isEqualTo("MALFORMED_FRAME");

      assertThat(client.untilNow()).allMatch(Text.class::isInstance);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"velocity_update", "position_update"})
  void streamsOnceWhateverOfTheTwoIsSubscribedTo(String event) {
    try (GraphClient client = server.client("?format=wire36").reading("wire36")) {
      client.subscribe(event);

      assertThat(client.records().count()).isEqualTo(PAGES + TAGS + 1);

      client.send("{\"type\":\"unsubscribe\",\"events\":[\"" + event + "\"]}");
      client.next("unsubscribed");
      assertThat(client.untilNow()).noneMatch(HeaderlessIT::isBinary);
    }
  }

  @Test
  void goesOnWithVelocitiesWhenPositionsAreNoLongerWanted() {
    try (GraphClient client = server.client("?format=wire36").reading("wire36")) {
      client.subscribe("velocity_update", "position_update");
      client.records();

      client.send("{\"type\":\"unsubscribe\",\"events\":[\"position_update\"]}");
      client.next("unsubscribed");

      assertThat(client.records().count()).isEqualTo(PAGES + TAGS + 1);
    }
  }

  @Test
  void staysInRecordsWhenAHandshakeIsRefused() {
    try (GraphClient client = server.client("?format=wire34").reading("wire34")) {
      client.send(Bytes.handshake(1, 4, 77, 0));
      assertThat(client.error()).isEqualTo("UNSUPPORTED_FORMAT");

      client.load();

      assertThat(client.records().count()).isEqualTo(PAGES + TAGS + 1);
    }
  }

  private static boolean isBinary(Message message) {
    return message instanceof Binary || message instanceof Headerless;
  }

  private static String kind(JsonObject load, int id) {
    List<JsonObject> nodes = LoadIT.objects(load.getJsonArray("nodes"));
    return nodes.stream()
        .filter(node -> node.getInteger("id") == id)
        .map(node -> node.getJsonObject("metadata").getString("kind"))
        .findFirst()
        .orElseThrow();
  }
}
