package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.starling.server.hub.FakeSocket.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepliesTest {

  private final Rig rig = new Rig();

  @Test
  void gathersRepliesIntoOneWrite() {
    Rig.Client client = rig.client();

    client.send("a");
    client.send("b");
    client.send("c");
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("a", "b", "c");
    assertThat(client.socket.writes()).isEqualTo(1);
    assertThat(client.outbox.bytes()).isEqualTo(9);
    assertThat(client.outbox.messages()).isEqualTo(3);
    assertNothingHeld();
  }

  @Test
  void keepsTheOrderOfRepliesOfAllSizes() {
    Rig.Client client = rig.client();
    String large = "x".repeat(70_000);
    String medium = "y".repeat(9_000);

    client.send("a");
    client.send(medium);
    client.outbox.sendFrames(rig.frame("shared"));
    client.send(medium);
    client.send(large);
    client.send("b");
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("a", medium, "shared", medium, large, "b");
    assertNothingHeld();
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheOrderOfRepliesHoweverTheSocketTakesThem(Kind kind) {
    Rig.Client client = rig.client(kind, 0);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sent.add("reply " + i);
      client.send("reply " + i);
      client.socket.read(i % 17);
      rig.loop.runAll();
    }

    readToTheEnd(client);

    assertThat(client.texts()).isEqualTo(sent);
    assertNothingHeld();
  }

  @Test
  void doesNotMoveWhatTheSocketHasAPartOf() {
    Rig.Client client = rig.client(Kind.DIRECT, 2);
    client.send("first");
    rig.loop.runAll();

    // Would grow, and so move, the memory that the socket still reads from.
    client.send("x".repeat(8_000));
    rig.loop.runAll();
    readToTheEnd(client);

    assertThat(client.texts()).containsExactly("first", "x".repeat(8_000));
    assertNothingHeld();
  }

  @Test
  void callsAClientThatAsksAndDoesNotReadTooSlow() {
    Rig.Client client = rig.client(Kind.DIRECT, 0);
    String kibibyte = "x".repeat(1_020);

    int sent = 0;
    while (client.timesTooSlow == 0 && sent < 1_000) {
      client.send(kibibyte);
      rig.loop.runAll();
      sent++;
    }

    assertThat(sent).isBetween(256, 260);
    assertThat(rig.usedMemory()).isLessThan(Outbox.MAX_REPLY_BYTES + 64 * 1024);
    assertThat(rig.metrics.tooSlow.sum()).isEqualTo(1);
    client.outbox.close();
    client.socket.close();
    assertNothingHeld();
  }

  @Test
  void takesManyRepliesAtOnceForAClientThatReads() {
    Rig.Client client = rig.client();

    for (int i = 0; i < 10_000; i++) {
      client.send("x".repeat(300));
    }
    rig.loop.runAll();

    assertThat(client.timesTooSlow).isZero();
    assertThat(client.texts()).hasSize(10_000);
    assertNothingHeld();
  }

  @Test
  void doesNotCountSharedFramesAsUnreadReplies() {
    Rig.Client client = rig.client(Kind.DIRECT, 0);
    String load = "x".repeat(3 << 20);

    client.outbox.sendFrames(rig.frame(load));
    client.outbox.sendFrames(rig.frame(load));
    client.send("heartbeat");
    rig.loop.runAll();

    assertThat(client.timesTooSlow).isZero();
    client.outbox.close();
    client.socket.close();
    assertNothingHeld();
  }

  @Test
  void boundsTheSharedFramesThatWait() {
    Rig.Client client = rig.client(Kind.DIRECT, 0);
    ByteBuf load = rig.frame("x".repeat(4 << 20));

    for (int i = 0; i < 20 && client.timesTooSlow == 0; i++) {
      client.outbox.sendFrames(load.retainedDuplicate());
    }

    assertThat(client.timesTooSlow).isEqualTo(1);
    client.outbox.close();
    assertThat(load.refCnt()).isEqualTo(1 + client.socket.held());
    client.socket.close();
    load.release();
    assertNothingHeld();
  }

  private void readToTheEnd(Rig.Client client) {
    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();
  }

  private void assertNothingHeld() {
    assertThat(rig.usedMemory()).isZero();
  }
}
