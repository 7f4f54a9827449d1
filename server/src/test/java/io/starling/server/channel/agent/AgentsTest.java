package io.starling.server.channel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.protocol.message.AgentHealth;
import io.starling.protocol.message.RecordFlags;
import io.starling.server.hub.Hub;
import io.starling.server.metrics.HubMetrics;
import io.starling.server.testing.HandLoop;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentsTest {

  private final HandLoop loop = new HandLoop();
  private final Hub hub =
      new Hub(new UnpooledByteBufAllocator(true, true), new HubMetrics(), loop::nanoTime);
  private final List<JsonObject> news = new ArrayList<>();
  private final Agents agents =
      new Agents(
          hub,
          loop,
          loop,
          new MotionLimits(10_000, 1_000),
          each -> news.add(new JsonObject(each.toString())));

  @Test
  void turnsIdleAfterThirtySecondsOfSilence() {
    int id = join("ann", "ada");

    loop.pass(Duration.ofSeconds(29));
    assertThat(flags(id)).isEqualTo(RecordFlags.ACTIVE);
    loop.pass(Duration.ofSeconds(2));

    assertThat(flags(id)).isEqualTo(RecordFlags.IDLE);
    assertThat(news.getLast().getString("status")).isEqualTo("idle");
  }

  @Test
  void isActiveAgainOnceItIsHeardOf() {
    int id = join("ann", "ada");
    loop.pass(Duration.ofSeconds(31));

    report("ann", id);

    assertThat(flags(id)).isEqualTo(RecordFlags.ACTIVE);
    assertThat(news.getLast().getString("status")).isEqualTo("active");
  }

  @Test
  void isActiveAgainOnceItJoinsAgain() {
    int id = join("ann", "ada");
    loop.pass(Duration.ofSeconds(31));

    assertThat(join("ann", "ada")).isEqualTo(id);

    assertThat(flags(id)).isEqualTo(RecordFlags.ACTIVE);
    loop.pass(Duration.ofSeconds(100));
    assertThat(agents.get(id)).isPresent();
  }

  @Test
  void leavesAfterTwoMinutesOfSilence() {
    int id = join("ann", "ada");
    int lively = join("ann", "ben");
    loop.pass(Duration.ofSeconds(60));
    report("ann", lively);

    loop.pass(Duration.ofSeconds(61));

    assertThat(agents.get(id)).isEmpty();
    assertThat(agents.get(lively)).isPresent();
    assertThat(news.getLast().getString("event")).isEqualTo("left");
    assertThat(news.getLast().getString("reason")).isEqualTo("silent");
  }

  @Test
  void watchesNobodyWhereNobodyIs() {
    int id = join("ann", "ada");
    agents.leave("ann", id);

    loop.pass(Duration.ofSeconds(2));

    assertThat(loop.timers()).isZero();
  }

  @Test
  void givesIdsInTurn() {
    int first = join("ann", "ada");
    agents.leave("ann", first);

    assertThat(join("ann", "ada")).isNotEqualTo(first);
  }

  @Test
  void boundsTheAgentsOfOnePrincipal() {
    for (int i = 0; i < Agents.MAX_OF_OWNER; i++) {
      join("ann", "ada-" + i);
    }

    assertThat(agents.join("ann", "one too many")).isInstanceOf(AgentOutcome.Refused.class);
    assertThat(agents.join("ben", "ben's")).isInstanceOf(AgentOutcome.Done.class);
  }

  @Test
  void boundsTheIds() {
    for (int owner = 0; owner < 17; owner++) {
      for (int i = 0; i < Agents.MAX_OF_OWNER; i++) {
        AgentOutcome outcome = agents.join("owner-" + owner, owner + "-" + i);
        int before = owner * Agents.MAX_OF_OWNER + i;
        assertThat(outcome instanceof AgentOutcome.Done).isEqualTo(before < 16_383);
      }
    }

    assertThat(agents.get(16_383)).isPresent();
    assertThat(agents.leave("owner-0", 7)).isInstanceOf(AgentOutcome.Done.class);
    assertThat(agents.join("late", "comer")).isEqualTo(new AgentOutcome.Done(7));
  }

  private int join(String owner, String name) {
    return ((AgentOutcome.Done) agents.join(owner, name)).id();
  }

  private void report(String owner, int id) {
    var health = new AgentHealth(id, new AgentHealth.Load(1, 2, 3, 4), 5);
    assertThat(agents.report(owner, health)).isEmpty();
  }

  private int flags(int id) {
    return new JsonObject(agents.get(id).orElseThrow()).getInteger("flags");
  }
}
