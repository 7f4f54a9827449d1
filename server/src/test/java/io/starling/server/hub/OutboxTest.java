package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.starling.server.hub.FakeSocket.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest {

  private final Rig rig = new Rig();

  @Test
  void sendsNothingBeforeTheLoopIsDone() {
    Rig.Client client = rig.client();

    client.send("a");

    assertThat(client.texts()).isEmpty();
    assertThat(rig.loop.waiting()).isEqualTo(1);
    client.outbox.close();
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
  void sendsTheMostUrgentLaneFirst() {
    Rig.Client client = rig.client();
    Channel<String> state = rig.every(100);
    Channel<String> events = rig.every(100);
    Rig.subscribe(state, client, Lane.STATE);
    Rig.subscribe(events, client, Lane.EVENTS);
    rig.loop.runAll();

    state.publish("state 1");
    events.publish("event");
    state.publish("state 2");
    client.send("reply");
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("reply", "event", "state 1", "state 2");
    client.outbox.close();
    assertNothingHeld();
  }

  @Test
  void sendsTheMostUrgentLaneFirstAfterAStall() {
    Rig.Client client = rig.client(Kind.DIRECT, 0);
    Channel<String> voice = rig.every(100);
    Channel<String> state = rig.every(100);
    Channel<String> events = rig.every(100);
    Rig.subscribe(voice, client, Lane.VOICE);
    Rig.subscribe(state, client, Lane.STATE);
    Rig.subscribe(events, client, Lane.EVENTS);
    state.publish("cut");
    rig.loop.runAll();

    state.publish("state");
    voice.publish("voice");
    events.publish("event");
    client.send("reply");
    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("cut", "reply", "event", "voice", "state");
    client.outbox.close();
    assertNothingHeld();
  }

  @ParameterizedTest
  @EnumSource
  void writesOnlyWhileTheSocketTakesMore(Kind kind) {
    // The fake refuses a write while it is full, as a tail would be overtaken.
    Rig.Client client = rig.client(kind, 0);
    Channel<String> one = rig.every(100);
    Channel<String> two = rig.every(100);
    Rig.subscribe(one, client, Lane.EVENTS);
    Rig.subscribe(two, client, Lane.STATE);

    for (int i = 0; i < 30; i++) {
      one.publish("one " + i);
      two.publish("two " + i);
      client.send("reply " + i);
      client.socket.read(i);
      rig.loop.runAll();
    }
    readToTheEnd(client);

    assertThat(client.texts()).hasSize(90);
    assertThat(client.failures).isZero();
    client.outbox.close();
    assertNothingHeld();
  }

  @Test
  void flushesEvenWhenTheSocketIsFullInTheMidst() {
    Rig.Client client = rig.client(Kind.QUEUE, FakeSocket.ENDLESS);
    for (int i = 0; i < 10; i++) {
      client.send("x".repeat(9_000));
    }

    rig.loop.runAll();

    assertThat(client.texts()).hasSize(10);
    assertNothingHeld();
  }

  @Test
  void leavesAFrameWholeInAPartialWrite() {
    Rig.Client client = rig.client(Kind.WHOLE, 10);
    Channel<String> channel = rig.every(100);
    Rig.subscribe(channel, client, Lane.EVENTS);

    channel.publish("1234");
    channel.publish("5678");
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("1234");
    client.socket.read(2);
    rig.loop.runAll();
    assertThat(client.texts()).containsExactly("1234", "5678");
    client.outbox.close();
    assertNothingHeld();
  }

  @Test
  void dropsWhateverIsSentAfterTheLastMessage() {
    Rig.Client client = rig.client();
    Channel<String> channel = rig.every(100);
    Rig.subscribe(channel, client, Lane.EVENTS);

    client.send("a");
    client.outbox.finish(Frames.CLOSE, Rig.bytes("end"));
    client.send("b");
    client.outbox.sendFrames(rig.frame("c"));
    client.outbox.finish(Frames.CLOSE, Rig.bytes("again"));
    channel.publish("d");
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("a", "end");
    assertThat(client.received.getLast().opcode()).isEqualTo(Frames.CLOSE);
    assertThat(channel.subscribers()).isZero();
    assertNothingHeld();
  }

  @Test
  void endsASubscriptionThatComesTooLate() {
    Rig.Client client = rig.client();
    Channel<String> channel = rig.every(100);
    client.outbox.close();

    Subscription subscription = Rig.subscribe(channel, client, Lane.EVENTS);
    channel.publish("a");
    rig.loop.runAll();

    assertThat(channel.subscribers()).isZero();
    assertThat(channel.variants()).isZero();
    assertThat(client.texts()).isEmpty();
    subscription.cancel();
    assertNothingHeld();
  }

  @Test
  void runsAtOnceWhatWaitsForIdlenessWhenIdle() {
    Rig.Client client = rig.client();
    List<String> ran = new ArrayList<>();

    client.outbox.onIdle(() -> ran.add("ran"));

    assertThat(ran).containsExactly("ran");
  }

  @Test
  void runsWhatWaitsForIdlenessBehindTheLastReply() {
    Rig.Client client = rig.client(Kind.DIRECT, 0);
    List<String> ran = new ArrayList<>();
    client.send("a");
    client.outbox.onIdle(() -> ran.addAll(client.texts()));
    rig.loop.runAll();
    assertThat(ran).isEmpty();

    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    assertThat(ran).containsExactly("a");
  }

  @Test
  void goesOnWithItsSubscriptionsAfterWhatWaitedForIdleness() {
    Rig.Client client = rig.client(Kind.DIRECT, 0);
    Channel<String> channel = rig.every(100);
    Rig.subscribe(channel, client, Lane.EVENTS);
    client.send("a");
    client.outbox.onIdle(() -> client.send("b"));
    rig.loop.runAll();
    channel.publish("c");
    rig.loop.runAll();

    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("a", "b", "c");
    client.outbox.close();
    assertNothingHeld();
  }

  @Test
  void letsWhatWaitedForIdlenessEndIt() {
    Rig.Client client = rig.client(Kind.DIRECT, 0);
    Channel<String> channel = rig.every(100);
    Rig.subscribe(channel, client, Lane.EVENTS);
    client.send("a");
    client.outbox.onIdle(client.outbox::close);
    rig.loop.runAll();
    channel.publish("c");

    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("a");
    assertNothingHeld();
  }

  @Test
  void letsGoOfEverythingWhenClosed() {
    Rig.Client client = rig.client(Kind.DIRECT, 0);
    Channel<String> channel = rig.every(100);
    Rig.subscribe(channel, client, Lane.EVENTS);
    channel.publish("a");
    rig.loop.runAll();
    client.send("b");
    client.outbox.sendFrames(rig.frame("c"));

    client.outbox.close();
    client.outbox.close();

    assertThat(channel.subscribers()).isZero();
    assertThat(channel.variants()).isZero();
    assertThat(client.outbox.subscriptions()).isZero();
    client.socket.close();
    assertNothingHeld();
  }

  @Test
  void sendsNothingOnceClosed() {
    Rig.Client client = rig.client();
    client.send("a");

    client.outbox.close();
    client.outbox.send(Frames.TEXT, Unpooled.EMPTY_BUFFER);
    client.outbox.sendFrames(rig.frame("b"));
    client.outbox.finish(Frames.CLOSE, Unpooled.EMPTY_BUFFER);
    client.outbox.wake();
    rig.loop.runAll();

    assertThat(client.texts()).isEmpty();
    assertNothingHeld();
  }

  @ParameterizedTest
  @EnumSource
  void bearsItsEndInTheMidstOfAWrite(Kind kind) {
    Rig.Client client = rig.client(kind, 3);
    Channel<String> channel = rig.every(100);
    Rig.subscribe(channel, client, Lane.EVENTS);
    Rig.subscribe(rig.every(100), client, Lane.STATE);
    client.send("a");
    client.send("b");
    channel.publish("c");

    client.socket.onWrite(client.outbox::close);
    rig.loop.runAll();

    assertThat(client.failures).isZero();
    assertThat(channel.variants()).isZero();
    client.socket.close();
    assertNothingHeld();
  }

  @ParameterizedTest
  @EnumSource
  void bearsItsEndInTheMidstOfAPublication(Kind kind) {
    Rig.Client client = rig.client(kind, 3);
    Channel<String> channel = rig.every(100);
    Rig.subscribe(channel, client, Lane.EVENTS);
    channel.publish("a");
    channel.publish("b");

    client.socket.onWrite(client.outbox::close);
    rig.loop.runAll();

    assertThat(client.failures).isZero();
    assertThat(channel.variants()).isZero();
    client.socket.close();
    assertNothingHeld();
  }

  @Test
  void disturbsNobodyElseWhenItsSocketFails() {
    Channel<String> channel = rig.every(100);
    Rig.Client before = rig.client();
    Rig.Client broken = rig.client();
    Rig.Client after = rig.client();
    List.of(before, broken, after).forEach(each -> Rig.subscribe(channel, each, Lane.EVENTS));
    rig.loop.runAll();
    broken.socket.onWrite(
        () -> {
          throw new IllegalStateException("a fault");
        });

    channel.publish("a");
    rig.loop.runAll();

    assertThat(before.texts()).containsExactly("a");
    assertThat(after.texts()).containsExactly("a");
    assertThat(broken.failures).isEqualTo(1);
    assertThat(channel.subscribers()).isEqualTo(2);
    before.outbox.close();
    after.outbox.close();
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
