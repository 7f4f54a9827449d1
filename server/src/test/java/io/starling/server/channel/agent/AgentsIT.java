package io.starling.server.channel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.AgentBytes;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Text;
import io.starling.server.testing.Pages;
import io.starling.server.testing.SignedTokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentsIT {

  @TempDir private Path folder;
  private Served server;
  private GraphClient agent;
  private GraphClient viewer;

  @BeforeEach
  void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, 3), SignedTokens.YAML);
    agent = server.client();
    viewer = server.client();
  }

  @AfterEach
  void stop() {
    agent.close();
    viewer.close();
    server.close();
  }

  @Test
  void givesAnIdThatStays() {
    int first = join(agent, "ada");
    int second = join(agent, "ben");

    assertThat(first).isBetween(1, 16_383).isNotEqualTo(second);
    assertThat(join(viewer, "ada")).isEqualTo(first); // the same principal, again
  }

  @Test
  void sendsAllOfItsStateToWhoSubscribed() {
    viewer.subscribe("agent_state_full");
    int id = join(agent, "ada");
    agent.send(AgentBytes.full(state(id, 1, 45)));

    ByteBuffer record = await(viewer, 0x20, 45, 32);
    assertThat(record.remaining()).isEqualTo(49);
    assertThat(record.getInt(0)).isEqualTo(id);
    assertThat(record.getFloat(4)).isEqualTo(1);
    assertThat(record.getFloat(28)).isEqualTo(95);
    assertThat(record.getInt(44)).isEqualTo(1_500);
    assertThat(record.get(48)).isEqualTo((byte) 1);
  }

  @Test
  void sendsWhatChangedAlone() {
    int id = join(agent, "ada");
    agent.send(AgentBytes.full(state(id, 1, 45)));
    agent.untilNow();
    viewer.subscribe("agent_state_delta");
    Binary all = viewer.binary(0x21);
    assertThat(all.payload().get(4)).isEqualTo((byte) 0xFF);

    agent.send(AgentBytes.cpu(id, 46));

    ByteBuffer change = viewer.binary(0x21).payload();
    assertThat(change.remaining()).isEqualTo(9);
    assertThat(change.getInt(0)).isEqualTo(id);
    assertThat(change.get(4)).isEqualTo((byte) 0x08);
    assertThat(change.getFloat(5)).isEqualTo(46);
  }

  @Test
  void sendsHealthAndPositionsOnStreamsOfTheirOwn() {
    int id = join(agent, "ada");
    viewer.subscribe("agent_health", "agent_positions");

    agent.send(AgentBytes.health(id, 33));
    assertThat(await(viewer, 0x22, 33, 4).getInt(20)).isEqualTo(4);
    agent.send(AgentBytes.full(state(id, 7, 45)));

    assertThat(await(viewer, 0x11, 7, 4).remaining()).isEqualTo(21);
  }

  @Test
  void givesALateViewerEverything() {
    int ada = join(agent, "ada");
    int ben = join(agent, "ben");
    agent.send(AgentBytes.full(state(ada, 1, 10), state(ben, 2, 20)));
    agent.untilNow();

    viewer.subscribe("agent_state_full");

    ByteBuffer records = viewer.binary(0x20).payload();
    assertThat(records.remaining()).isEqualTo(2 * 49);
    assertThat(records.getInt(0)).isEqualTo(ada);
    assertThat(records.getInt(49)).isEqualTo(ben);
    assertThat(records.getFloat(49 + 4)).isEqualTo(2);
  }

  @Test
  void neverForgetsTheLastChangeWhateverTheTier() {
    int id = join(agent, "ada");
    viewer.subscribe("agent_health");
    viewer.control(GraphClient.BACKGROUND);
    for (int health = 1; health <= 40; health++) {
      agent.send(AgentBytes.health(id, health));
    }

    assertThat(await(viewer, 0x22, 40, 4).getInt(0)).isEqualTo(id);
    long updates = viewer.taken().stream().filter(Binary.class::isInstance).count();
    assertThat(updates).isLessThan(20);
  }

  @Test
  void isEncodedOnceForAllWhoWantTheSame() {
    int id = join(agent, "ada");
    List<GraphClient> viewers = IntStream.range(0, 20).mapToObj(_ -> server.client()).toList();
    for (GraphClient each : viewers) {
      each.subscribe("agent_state_delta");
      each.binary(0x21);
    }
    double before = server.http().metric("encodings_total");

    agent.send(AgentBytes.cpu(id, 46));

    for (GraphClient each : viewers) {
      assertThat(awaitDelta(each).getFloat(5)).isEqualTo(46);
      each.close();
    }
    assertThat(server.http().metric("encodings_total") - before).isEqualTo(1);
  }

  @Test
  void speaksTheVersionThatWasAgreedOn() {
    int id = join(agent, "ada");
    agent.send(AgentBytes.full(state(id, 1, 10)));
    agent.untilNow();
    try (GraphClient old = server.client("?v=1")) {
      old.subscribe("agent_positions");
      assertThat(old.binary(0x11).payload().remaining()).isEqualTo(19);

      old.subscribe("agent_state_full");
      ByteBuffer record = old.binary(0x20).payload();
      assertThat(record.remaining()).isEqualTo(47);
      assertThat(record.getShort(0)).isEqualTo((short) id);
    }
  }

  @Test
  void speaksTextWhereNothingElseIsUnderstood() {
    int id = join(agent, "ada");
    agent.send(AgentBytes.full(state(id, 1, 10)));
    agent.untilNow();
    try (GraphClient text = GraphClient.connect(server.port(), "/api/v1/ws/dev")) {
      text.send("{\"type\":\"subscribe\",\"events\":[\"agent_state_delta\"]}");
      JsonObject all = agents(text, "agent_state_delta").getJsonObject(0);
      assertThat(all.getInteger("id")).isEqualTo(id);
      assertThat(all.getJsonArray("position")).containsExactly(1.0, 2.0, 3.0);

      agent.send(AgentBytes.cpu(id, 46));

      assertThat(agents(text, "agent_state_delta").getJsonObject(0))
          .isEqualTo(new JsonObject().put("id", id).put("cpu", 46.0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 101, out of percent",
    "1, -1, below",
    "1, NaN, no number",
    "10001, 50, beyond the bounds",
    "Infinity, 50, nowhere"
  })
  void dropsABadRecordAlone(float x, float cpu, String why) {
    viewer.subscribe("agent_state_full");
    int good = join(agent, "good");
    int bad = join(agent, "bad");

    agent.send(AgentBytes.full(state(bad, x, cpu), state(good, 9, 50)));

    JsonObject error = agent.next("error");
    assertThat(error.getString("code")).as(why).isEqualTo("INVALID_RECORD");
    assertThat(error.getJsonObject("details").getInteger("dropped")).isEqualTo(1);
    assertThat(error.getJsonObject("details").encode()).contains("[" + bad + "]");
    assertThat(await(viewer, 0x20, 50, 32).getInt(0)).isEqualTo(good);
  }

  @Test
  void refusesWhatIsTooFast() {
    int id = join(agent, "ada");

    agent.send(
        AgentBytes.full(
            new AgentBytes.State(id, List.of(1f, 2f, 3f, 1_000f, 1f, 0f), 95, 1, 1, 1, 1)));

    assertThat(agent.next("error").getJsonObject("details").getJsonArray("too_fast"))
        .containsExactly(id);
  }

  @Test
  void refusesMoreRecordsThanCanEverBe() {
    int id = join(agent, "ada");
    AgentBytes.State[] many =
        IntStream.range(0, 121).mapToObj(_ -> state(id, 1, 1)).toArray(AgentBytes.State[]::new);

    agent.send(AgentBytes.full(many));

    JsonObject error = agent.next("error");
    assertThat(error.getString("code")).isEqualTo("VALIDATION_ERROR");
    assertThat(error.getString("message")).contains("at most 120", "121");
  }

  @Test
  void countsRecordsAndNotMessages() {
    int id = join(agent, "ada");
    AgentBytes.State[] most =
        IntStream.range(0, 120).mapToObj(_ -> state(id, 1, 1)).toArray(AgentBytes.State[]::new);
    agent.send(AgentBytes.full(most));

    agent.send(AgentBytes.full(most));

    JsonObject error = agent.next("error");
    assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(error.getJsonObject("details").getInteger("limit")).isEqualTo(3_600);
  }

  @Test
  void letsNobodySpeakForAnother() {
    int id = join(agent, "ada");
    try (GraphClient eve = as("eve", "agents:write")) {
      eve.send(AgentBytes.health(id, 1));
      assertThat(eve.next("error").getJsonObject("details").getJsonArray("not_yours"))
          .containsExactly(id);

      assertThat(command(eve, "agents.leave", new JsonObject().put("id", id)).getString("code"))
          .isEqualTo("FORBIDDEN");
      assertThat(command(eve, "agents.join", new JsonObject().put("name", "ada")).getString("code"))
          .isEqualTo("FORBIDDEN");
      int own = join(eve, "eve's");
      eve.send(AgentBytes.health(own, 1));
      assertThat(eve.untilNow()).isEmpty();
    }
  }

  @Test
  void asksForTheScope() {
    try (GraphClient guest = as("guest")) {
      guest.send(AgentBytes.health(1, 1));
      assertThat(guest.error()).isEqualTo("FORBIDDEN");

      assertThat(command(guest, "agents.join", new JsonObject().put("name", "x")).getString("code"))
          .isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void tellsWhoComesAndGoesAndInWhichState() {
    viewer.subscribe("agents");
    int id = join(agent, "ada");
    assertThat(event(viewer).getString("event")).isEqualTo("joined");

    command(agent, "agents.pause", new JsonObject().put("id", id));
    JsonObject paused = event(viewer);
    assertThat(paused.getString("event")).isEqualTo("state");
    assertThat(paused.getBoolean("paused")).isTrue();
    command(agent, "agents.resume", new JsonObject().put("id", id));
    assertThat(event(viewer).getBoolean("paused")).isFalse();
    command(agent, "agents.leave", new JsonObject().put("id", id));

    JsonObject left = event(viewer);
    assertThat(left.getString("event")).isEqualTo("left");
    assertThat(left.getString("name")).isEqualTo("ada");
    agent.send(AgentBytes.health(id, 1));
    assertThat(agent.next("error").getJsonObject("details").getJsonArray("unknown"))
        .containsExactly(id);
  }

  @Test
  void listsThem() {
    int id = join(agent, "ada");
    agent.send(AgentBytes.full(state(id, 1, 45)));
    agent.untilNow();

    viewer.send("{\"type\":\"query\",\"id\":\"q\",\"name\":\"agents.list\"}");
    JsonArray agents = viewer.next("response").getJsonObject("result").getJsonArray("agents");
    viewer.send(
        "{\"type\":\"query\",\"id\":\"q\",\"name\":\"agents.get\",\"params\":{\"id\":" + id + "}}");
    JsonObject one = viewer.next("response").getJsonObject("result");

    assertThat(agents).containsExactly(one);
    assertThat(one.getString("name")).isEqualTo("ada");
    assertThat(one.getDouble("cpu")).isEqualTo(45);
  }

  private static AgentBytes.State state(int id, float x, float cpu) {
    return AgentBytes.State.of(id, x, cpu);
  }

  private GraphClient as(String user, String... scopes) {
    return server.client("?token=" + SignedTokens.of(user, scopes));
  }

  private static int join(GraphClient client, String name) {
    return command(client, "agents.join", new JsonObject().put("name", name)).getInteger("id");
  }

  /** The result, or the error. */
  private static JsonObject command(GraphClient client, String name, JsonObject params) {
    client.send(
        new JsonObject()
            .put("type", "command")
            .put("id", name)
            .put("name", name)
            .put("params", params));
    return client.await(
        "answer",
        message ->
            message instanceof Text text && name.equals(text.json().getValue("id"))
                ? Optional.of(
                    "error".equals(text.json().getString("type"))
                        ? text.json()
                        : text.json().getJsonObject("result"))
                : Optional.empty());
  }

  private static JsonObject event(GraphClient client) {
    return client.next("event").getJsonObject("data");
  }

  private static JsonArray agents(GraphClient client, String channel) {
    JsonObject event = client.next("event");
    assertThat(event.getString("channel")).isEqualTo(channel);
    return event.getJsonObject("data").getJsonArray("agents");
  }

  /** The first change that is not all fields, as a keyframe for somebody else is. */
  private static ByteBuffer awaitDelta(GraphClient client) {
    while (true) {
      ByteBuffer payload = client.binary(0x21).payload();
      if (payload.get(4) != (byte) 0xFF) {
        return payload;
      }
    }
  }

  /** The first message of this type whose first record has this float there. */
  private static ByteBuffer await(GraphClient client, int type, float value, int at) {
    while (true) {
      ByteBuffer payload = client.binary(type).payload();
      if (payload.remaining() > at && payload.getFloat(at) == value) {
        return payload;
      }
    }
  }
}
