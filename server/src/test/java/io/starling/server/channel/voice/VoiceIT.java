package io.starling.server.channel.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.AgentBytes;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Text;
import io.starling.server.testing.Pages;
import io.starling.server.testing.SignedTokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoiceIT {

  private static final int VOICE_ENABLED = 0x08;

  @TempDir private Path folder;
  private Served server;
  private GraphClient speaker;
  private GraphClient listener;

  @BeforeEach
  void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, 3), SignedTokens.YAML);
    speaker = server.client();
    listener = server.client();
    listener.subscribe("voice_chunk");
    assertThat(listener.control(VOICE_ENABLED)).isEqualTo(VOICE_ENABLED);
  }

  @AfterEach
  void stop() {
    speaker.close();
    listener.close();
    server.close();
  }

  @Test
  void relaysAStartChunksAndAnEnd() {
    speaker.send(AgentBytes.start(42));
    speaker.send(AgentBytes.chunk(42, 0, (byte) 1, (byte) 2));
    speaker.send(AgentBytes.chunk(42, 1, (byte) 3));
    speaker.send(AgentBytes.end(42, 1));

    assertThat(listener.binary(0x41).payload())
        .isEqualTo(ByteBuffer.wrap(new byte[] {42, 0, 1, 48}));
    assertThat(bytes(listener.binary(0x40))).containsExactly(42, 0, 0, 0, 1, 2, 0, 1, 2);
    assertThat(bytes(listener.binary(0x40))).containsExactly(42, 0, 1, 0, 1, 1, 0, 3);
    assertThat(bytes(listener.binary(0x42))).containsExactly(42, 0, 1, 0);
  }

  @Test
  void takesTheOldNumberAndSendsTheNewOne() {
    speaker.send(AgentBytes.oldChunk(7, 0, (byte) 9));

    assertThat(listener.binary(0x41).payload().getShort(0)).isEqualTo((short) 7);
    assertThat(bytes(listener.binary(0x40))).containsExactly(7, 0, 0, 0, 1, 1, 0, 9);
  }

  @Test
  void doesNotGoBackToTheSpeaker() {
    speaker.subscribe("voice_chunk");
    speaker.control(VOICE_ENABLED);

    say(speaker, 42, 0);
    listener.binary(0x40);
    say(listener, 43, 0);

    assertThat(speaker.binary(0x40).payload().getShort(0)).isEqualTo((short) 43);
    assertThat(listener.untilNow()).noneMatch(Binary.class::isInstance);
  }

  @Test
  void needsTheControlBitAndTheSubscription() {
    try (GraphClient deaf = server.client();
        GraphClient unsubscribed = server.client()) {
      deaf.subscribe("voice_chunk");
      unsubscribed.control(VOICE_ENABLED);

      say(speaker, 42, 0);
      listener.binary(0x40);
      assertThat(deaf.untilNow()).isEmpty();
      assertThat(unsubscribed.untilNow()).isEmpty();

      listener.control(0);
      say(speaker, 42, 1);
      speaker.untilNow();
      assertThat(listener.untilNow()).isEmpty();
    }
  }

  @Test
  void staysInItsRoom() {
    try (GraphClient neighbour = server.client()) {
      neighbour.subscribe("voice_chunk");
      neighbour.control(VOICE_ENABLED);
      enter(neighbour, "kitchen");
      say(speaker, 42, 0);
      listener.binary(0x40);
      assertThat(neighbour.untilNow()).isEmpty();

      enter(speaker, "kitchen"); // what it says in the lobby ends
      assertThat(listener.binary(0x42).payload().getShort(0)).isEqualTo((short) 42);
      say(speaker, 42, 1);

      assertThat(bytes(neighbour.binary(0x40))).startsWith(42, 0, 1, 0);
      assertThat(listener.untilNow()).isEmpty();
    }
  }

  @Test
  void refusesASecondSpeakerOfOneId() {
    say(speaker, 42, 0);
    speaker.untilNow();
    try (GraphClient other = server.client()) {
      other.send("{\"type\":\"voice_start\",\"agentId\":42}");
      assertThat(other.error()).isEqualTo("FORBIDDEN");

      speaker.send("{\"type\":\"voice_end\",\"agentId\":42}");
      speaker.untilNow();
      other.send("{\"type\":\"voice_start\",\"agentId\":42}");
      assertThat(other.untilNow()).isEmpty();
    }
  }

  @Test
  void refusesTheIdOfSomebodyElsesAgent() {
    speaker.send(
        "{\"type\":\"command\",\"id\":1,\"name\":\"agents.join\",\"params\":{\"name\":\"ada\"}}");
    int id = speaker.next("response").getJsonObject("result").getInteger("id");
    try (GraphClient eve = server.client("?token=" + SignedTokens.of("eve", "voice"))) {
      eve.send(AgentBytes.start(id));

      assertThat(eve.next("error").getString("message")).contains("somebody else's");
    }
  }

  @Test
  void asksForTheScope() {
    try (GraphClient guest = server.client("?token=" + SignedTokens.of("guest"))) {
      guest.send(AgentBytes.start(1));

      assertThat(guest.error()).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void endsWithTheConnection() {
    say(speaker, 42, 5);
    listener.binary(0x40);

    speaker.close();

    assertThat(bytes(listener.binary(0x42))).containsExactly(42, 0, 5, 0);
  }

  @Test
  void endsWithTwoSecondsOfSilence() {
    say(speaker, 42, 3);

    assertThat(bytes(listener.binary(0x42))).containsExactly(42, 0, 3, 0);
  }

  @Test
  void countsOnBehindTheHighestNumberAndDropsWhatIsBehind() {
    say(speaker, 42, 65_535);
    say(speaker, 42, 0);
    say(speaker, 42, 65_534);
    say(speaker, 42, 1);

    assertThat(listener.binary(0x40).payload().getShort(2)).isEqualTo((short) 65_535);
    assertThat(listener.binary(0x40).payload().getShort(2)).isZero();
    assertThat(listener.binary(0x40).payload().getShort(2)).isEqualTo((short) 1);
    assertThat(server.http().metric("voice_dropped_total")).isEqualTo(1);
  }

  @Test
  void isTextBesideAHeaderlessStream() {
    try (GraphClient old = server.client("?v=3&format=wire36").reading("wire36").speaking(3)) {
      old.subscribe("voice_chunk");
      old.control(VOICE_ENABLED);
      speaker.send(AgentBytes.chunk(42, 0, (byte) 1, (byte) 2));

      assertThat(voice(old).getString("event")).isEqualTo("start");
      JsonObject chunk = voice(old);
      assertThat(chunk.getInteger("agentId")).isEqualTo(42);
      assertThat(chunk.getBinary("audio")).containsExactly(1, 2);
    }
  }

  @Test
  void tellsWhoDebugsHowItIsServed() {
    listener.control(0x10);

    JsonObject debug = event(listener, "debug");

    assertThat(debug.getString("tier")).isEqualTo("normal");
    assertThat(debug.getLong("bytes")).isPositive();
    assertThat(debug.getLong("lag")).isZero();
    assertThat(debug.getLong("drops")).isZero();
  }

  private static JsonObject voice(GraphClient client) {
    return event(client, "voice_chunk");
  }

  private static JsonObject event(GraphClient client, String channel) {
    return client.await(
        channel,
        message ->
            message instanceof Text text
                    && "event".equals(text.json().getString("type"))
                    && channel.equals(text.json().getString("channel"))
                ? Optional.of(text.json().getJsonObject("data"))
                : Optional.empty());
  }

  private static void say(GraphClient client, int agent, int number) {
    client.send(AgentBytes.chunk(agent, number, (byte) 1));
  }

  private static void enter(GraphClient client, String room) {
    client.send(
        "{\"type\":\"command\",\"id\":1,\"name\":\"voice.room\",\"params\":{\"room\":\"%s\"}}"
            .formatted(room));
    assertThat(client.next("response").getJsonObject("result").getString("room")).isEqualTo(room);
  }

  private static byte[] bytes(Binary message) {
    byte[] bytes = new byte[message.payload().remaining()];
    message.payload().get(0, bytes);
    return bytes;
  }
}
