package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.protocol.negotiation.Capability;
import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.GraphClient.Bytes;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsIT {

  private static final int PAGES = 5;
  private static final int TAGS = 2;
  private static final int CLIENT28 = 1;

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

  @ParameterizedTest
  @CsvSource({
    "'', 0x10, 2, 21",
    "?v=1, 0x10, 1, 19",
    "?v=2, 0x10, 2, 21",
    "?v=3, 0x10, 3, 21",
    "?v=4&format=position, 0x10, 4, 21",
    "?format=client28, 0x12, 2, 28",
    "?v=1&format=client28, 0x12, 1, 28",
    "?v=4&format=client28&caps=zlib, 0x12, 4, 28",
    "?caps=errors, 0x10, 2, 21",
  })
  void streamsWhatTheUrlAsksFor(String query, int type, int version, int record) {
    try (GraphClient client = server.client(query)) {
      client.load();

      Binary keyframe = client.positions();

      assertThat(keyframe.type()).isEqualTo(type);
      assertThat(keyframe.version()).isEqualTo(version);
      assertThat(keyframe.flags()).isZero();
      assertThat(keyframe.payload().remaining()).isEqualTo((PAGES + TAGS) * record);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "?format=wire35, UNSUPPORTED_FORMAT",
    "?format=nonsense, UNSUPPORTED_FORMAT",
    "?v=9, PROTOCOL_VERSION_MISMATCH",
    "?v=x, VALIDATION_ERROR",
    "?v=, VALIDATION_ERROR",
  })
  void refusesWhatItDoesNotHaveAndGoesOnAsWithoutIt(String query, String code) {
    try (GraphClient client = server.client(query)) {
      assertThat(client.error()).isEqualTo(code);

      client.load();

      assertThat(client.positions().version()).isEqualTo(2);
    }
  }

  @Test
  void answersAHandshakeWithWhatWasAgreed() {
    try (GraphClient client = server.client()) {
      String id = LoadIT.json(client.taken().getFirst()).getString("client_id");

      client.send(Bytes.handshake(1, 9, CLIENT28, 0xFFFF));

      Binary answer = client.binary(0x32);
      assertThat(answer.version()).isEqualTo(4);
      assertThat(answer.payload().remaining()).isEqualTo(28);
      assertThat(answer.payload().get(0)).isEqualTo((byte) 4);
      assertThat(answer.payload().get(1)).isEqualTo((byte) CLIENT28);
      assertThat(answer.payload().getShort(2))
          .as("all that there is")
          .isEqualTo((short) Capability.offeredBits());
      var bigEndian = answer.payload().duplicate().order(ByteOrder.BIG_ENDIAN);
      assertThat(new UUID(bigEndian.getLong(4), bigEndian.getLong(12))).hasToString(id);
      assertThat(answer.payload().getLong(20)).isPositive();
    }
  }

  @Test
  void changesTheFormatInTheMidstOfAStream() {
    try (GraphClient client = server.client()) {
      client.load();
      assertThat(client.positions().type()).isEqualTo(0x10);

      client.send(Bytes.handshake(3, 3, CLIENT28, 0));
      client.binary(0x32);

      Binary first = client.positions();
      assertThat(first.type()).isEqualTo(0x12);
      assertThat(first.version()).isEqualTo(3);
      assertThat(first.places()).hasSize(PAGES + TAGS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 77})
  void staysAsItWasWhenAHandshakeIsRefused(int format) {
    try (GraphClient client = server.client("?v=3")) {
      client.send(Bytes.handshake(1, 4, format, 0));
      assertThat(client.error()).isEqualTo("UNSUPPORTED_FORMAT");

      client.load();

      assertThat(client.positions().version()).isEqualTo(3);
    }
  }

  @Test
  void carriesTypesAndVelocitiesInClient28() {
    try (GraphClient client = server.client("?format=client28")) {
      JsonObject load = client.load();
      Binary keyframe = client.positions();

      assertThat(keyframe.places()).extracting(Place::id).isEqualTo(LoadIT.ids(load));
      for (int at = 0; at < keyframe.payload().remaining(); at += 28) {
        assertThat(keyframe.payload().getInt(at) >>> 26).as("knowledge").isEqualTo(0b10000);
        assertThat(keyframe.payload().getFloat(at + 16)).isFinite();
      }
    }
  }

  @Test
  void tellsOfErrorsInBinaryToo() {
    try (GraphClient client = server.client("?v=3&caps=errors")) {
      client.send("{");

      assertThat(client.error()).isEqualTo("VALIDATION_ERROR");
      Binary error = client.binary(0xFF);
      byte[] json = new byte[error.payload().remaining()];
      error.payload().get(0, json);
      assertThat(error.version()).isEqualTo(3);
      assertThat(new JsonObject(new String(json, StandardCharsets.UTF_8)).getString("code"))
          .isEqualTo("VALIDATION_ERROR");
    }
  }

  @Test
  void takesDraggedNodesWithoutHeaders() {
    try (GraphClient watching = server.client();
        GraphClient old = server.client()) {
      watching.load();
      byte[] headed = Bytes.positions(2, new Place(1, 7, 8, 9));

      old.send(Arrays.copyOfRange(headed, 4, headed.length));

      watching.awaitPlace(new Place(1, 7, 8, 9));
    }
  }
}
