package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Pong;
import io.starling.server.testing.Pages;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribeIT {

  @TempDir private static Path folder;
  private static Served server;

  @BeforeAll
  static void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, 3));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void sendsNothingToWhoHasAskedForNothing() {
    try (GraphClient client = server.client()) {
      assertThat(client.untilNow()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"events\":[\"position_update\"]",
        "\"events\":\"position_update\"",
        "\"event_types\":[\"position_update\"]",
        "\"channels\":[\"position_update\"]",
        "\"channel\":\"position_update\"",
        "\"event_type\":\"position_update\"",
        "\"data\":{\"events\":[\"position_update\"]}",
        "\"data\":{\"channel\":\"position_update\"}",
        "\"events\":[\"position_update\"],\"timestamp\":\"2026-01-01T00:00:00.000Z\"",
        "\"events\":[\"position_update\"],\"more\":{\"to\":[\"come\"]}",
      })
  void takesEverySpelling(String fields) {
    try (GraphClient client = server.client()) {
      client.send("{\"type\":\"subscribe\"," + fields + "}");

      assertThat(client.next("subscribed").getJsonArray("events"))
          .containsExactly("position_update");
      assertThat(client.positions().type()).isEqualTo(0x10);

      client.send("{\"type\":\"unsubscribe\"," + fields + "}");

      assertThat(client.next("unsubscribed").getJsonArray("events"))
          .containsExactly("position_update");
      assertThat(client.untilNow()).noneMatch(Binary.class::isInstance);
    }
  }

  @Test
  void streamsVelocitiesBesidePositions() {
    try (GraphClient client = server.client()) {
      client.subscribe("velocity_update", "position_update");

      int first = client.positions().type();

      assertThat(client.binary(first == 0x10 ? 0x12 : 0x10).places()).isNotEmpty();
    }
  }

  @Test
  void subscribesToAllOrNothing() {
    try (GraphClient client = server.client()) {
      client.send("{\"type\":\"subscribe\",\"events\":[\"position_update\",\"voice chunk\"]}");

      assertThat(client.error()).isEqualTo("UNKNOWN_CHANNEL");
      assertThat(client.untilNow()).isEmpty();
    }
  }

  @Test
  void answersEveryKindOfPing() {
    try (GraphClient client = server.client()) {
      client.send("ping");
      client.send("{\"type\":\"ping\",\"id\":\"a\"}");
      client.send("{\"type\":\"ping\",\"id\":7}");
      client.ping(new byte[] {1, 2, 3});

      assertThat(client.next("pong").getString("id")).isEqualTo("a");
      assertThat(client.next("pong").getInteger("id")).isEqualTo(7);
      ByteBuffer echoed =
          client.await(
              "pong",
              each -> each instanceof Pong pong ? Optional.of(pong.payload()) : Optional.empty());
      assertThat(echoed).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      assertThat(LoadIT.kind(client.taken().get(1))).isEqualTo("pong");
    }
  }

  @Test
  void answersNothingToSignsOfLife() {
    try (GraphClient client = server.client()) {
      client.send("{\"type\":\"heartbeat\"}");
      client.send("{\"type\":\"pong\"}");
      client.send("pong");
      client.send(new byte[] {0x33, 2, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8});

      assertThat(client.untilNow()).isEmpty();
    }
  }

  @Test
  void goesOnWithoutAToken() {
    try (GraphClient client = server.client()) {
      client.send("{\"type\":\"authenticate\",\"token\":\"secret-word\"}");

      JsonObject error = client.next("error");
      assertThat(error.getString("category")).isEqualTo("auth");
      assertThat(error.encode()).doesNotContain("secret-word");
      assertThat(client.load().getJsonArray("nodes")).isNotEmpty();
    }
  }
}
