package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.starling.server.hub.FakeSocket.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private final Rig rig = new Rig();
  private final List<Rig.Client> clients = new ArrayList<>();
  private int keyframesAsked;

  @AfterEach
  void freesEverything() {
    for (Rig.Client client : clients) {
      assertThat(client.failures).isZero();
      client.outbox.close();
      client.socket.close();
    }
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void sendsNothingUntilResumed() {
    Rig.Client client = client(Kind.DIRECT, FakeSocket.ENDLESS);
    Channel<String> channel = rig.every(100);
    Subscription subscription =
        channel.subscribe(client.outbox, "key", Lane.EVENTS, _ -> Rig::encode);
    channel.publish("a");
    rig.loop.runAll();
    assertThat(client.texts()).isEmpty();

    subscription.resume();
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("a");
  }

  @Test
  void beginsWithWhatIsPublishedAfterIt() {
    Channel<String> channel = rig.every(100);
    Rig.subscribe(channel, client(Kind.DIRECT, FakeSocket.ENDLESS), Lane.EVENTS);
    channel.publish("a");
    Rig.Client late = client(Kind.DIRECT, FakeSocket.ENDLESS);

    Subscription subscription = Rig.subscribe(channel, late, Lane.EVENTS);
    assertThat(subscription.seq()).isEqualTo(2);
    channel.publish("b");
    rig.loop.runAll();

    assertThat(late.texts()).containsExactly("b");
    assertThat(subscription.seq()).isEqualTo(3);
  }

  @Test
  void saysWhatIsLostInOneGapAndGoesOn() {
    Rig.Client client = client(Kind.DIRECT, 2);
    Channel<String> channel = rig.every(3);
    Rig.subscribe(channel, client, Lane.EVENTS);
    publish(channel, 1, 3);
    rig.loop.runAll();

    publish(channel, 4, 200);
    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    List<String> texts = client.texts();
    assertThat(texts).first().isEqualTo(number(1));
    int kept = texts.size() - 2;
    assertThat(kept).isGreaterThanOrEqualTo(3);
    assertThat(texts.get(1)).isEqualTo("gap 2.." + (201 - kept));
    assertThat(texts.get(2)).isEqualTo(number(201 - kept));
    assertThat(texts).last().isEqualTo(number(200));
    assertThat(rig.metrics.gaps.sum()).isEqualTo(1);
    assertThat(client.outbox.messages()).isEqualTo(texts.size());
  }

  @Test
  void saysAllThatIsLostByTheTimeThatTheGapLeaves() {
    // The socket takes no gap message at first, and meanwhile more is lost.
    Rig.Client client = client(Kind.WHOLE, 110);
    Channel<String> channel = rig.every(3);
    Rig.subscribe(channel, client, Lane.EVENTS);
    publish(channel, 1, 2);
    rig.loop.runAll();
    assertThat(client.texts()).hasSize(1);
    publish(channel, 3, 60);
    client.socket.read(1);
    rig.loop.runAll();

    publish(channel, 61, 90);
    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    List<String> texts = client.texts();
    assertThat(texts.get(1)).isEqualTo("gap 2.." + (91 - (texts.size() - 2)));
    assertThat(rig.metrics.gaps.sum()).isEqualTo(1);
  }

  @Test
  void countsNothingLostThatItsVariantLeavesOut() {
    Rig.Client client = client(Kind.WHOLE, 2 * 102);
    Channel<String> channel = rig.every(3);
    channel
        .subscribe(client.outbox, "tens", Lane.EVENTS, _ -> SubscriptionTest::encodeTens)
        .resume();
    publish(channel, 1, 40);
    rig.loop.runAll();
    assertThat(client.texts()).containsExactly(number(10), number(20));

    publish(channel, 41, 400);
    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    List<String> texts = client.texts();
    int kept = texts.size() - 3;
    long firstKept = 400 - 10L * (kept - 1);
    assertThat(texts.get(2)).isEqualTo("gap 30.." + (firstKept - 9));
    assertThat(texts.get(3)).isEqualTo(number(firstKept));
    assertThat(rig.metrics.deliveries.sum()).isEqualTo(texts.size());
  }

  @Test
  void countsAPublicationOfManyFramesOnce() {
    Rig.Client client = client(Kind.WHOLE, 3 * 102);
    Channel<String> channel = rig.every(2);
    Subscription subscription =
        channel.subscribe(client.outbox, "pairs", Lane.EVENTS, _ -> SubscriptionTest::encodePairs);
    subscription.resume();
    publish(channel, 1, 2);
    rig.loop.runAll();
    assertThat(client.texts()).containsExactly(number(1), number(1), number(2));
    assertThat(subscription.seq()).isEqualTo(2);
    assertThat(client.outbox.messages()).isEqualTo(1);

    publish(channel, 3, 60);
    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    // Of the second only the half came: it is lost.
    assertThat(client.texts().get(3)).startsWith("gap 2..");
    assertThat(subscription.seq()).isEqualTo(61);
  }

  @Test
  void beginsStateWithAKeyframe() {
    Rig.Client client = client(Kind.DIRECT, FakeSocket.ENDLESS);
    Channel<String> channel = latest();

    Rig.subscribe(channel, client, Lane.STATE);
    assertThat(keyframesAsked).isEqualTo(1);
    channel.publish("a");
    channel.publish("#b");
    channel.publish("c");
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("#b", "c");
  }

  @Test
  void skipsToTheNewestKeyframe() {
    Rig.Client client = client(Kind.DIRECT, 20);
    Channel<String> channel = latest();
    Subscription subscription = Rig.subscribe(channel, client, Lane.STATE);
    channel.publish("#a");
    channel.publish("b".repeat(40));
    rig.loop.runAll();

    for (String text : List.of("c", "#d", "e", "#f", "g")) {
      channel.publish(text);
    }
    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    assertThat(client.texts()).containsExactly("#a", "b".repeat(40), "#f", "g");
    assertThat(subscription.seq()).isEqualTo(8);
    assertThat(rig.metrics.conflations.sum()).isEqualTo(1);
    assertThat(client.outbox.messages()).isEqualTo(4);
  }

  @Test
  void sendsAKeyframeThatItHasBegunToItsEnd() {
    Rig.Client client = client(Kind.WHOLE, 0);
    Channel<String> channel = latest();
    channel
        .subscribe(client.outbox, "threes", Lane.STATE, _ -> SubscriptionTest::encodeThrees)
        .resume();

    // Each keyframe has three frames of 102 bytes; another one comes before the client has two.
    for (int i = 0; i < 12; i++) {
      channel.publish("#" + i);
      client.socket.read(102);
      rig.loop.runAll();
    }

    List<String> texts = client.texts();
    assertThat(texts).hasSize(12);
    for (int i = 0; i < 12; i += 3) {
      assertThat(texts.subList(i, i + 3)).allMatch(texts.get(i)::equals);
    }
  }

  @Test
  void holdsOneSegmentAtMostWhileItSendsAKeyframe() {
    Rig.Client client = client(Kind.WHOLE, 300_000);
    Channel<String> channel = latest();
    channel
        .subscribe(client.outbox, "threes", Lane.STATE, _ -> SubscriptionTest::encodeThrees)
        .resume();
    channel.publish("#" + "x".repeat(200_000));
    rig.loop.runAll();
    assertThat(client.texts()).hasSize(1);

    for (int i = 0; i < 100; i++) {
      channel.publish("#" + "x".repeat(200_000));
      rig.loop.runAll();
    }

    // Its own, and the log's: the newest keyframe and the one before it until the next commit.
    assertThat(rig.usedMemory()).isLessThan(3 * 3 * 200_100);
  }

  @Test
  void asksForAKeyframeInsteadOfALongBacklog() {
    Rig.Client client = client(Kind.DIRECT, 20);
    Channel<String> channel = latest();
    Rig.subscribe(channel, client, Lane.STATE);
    channel.publish("#a");
    for (int i = 0; i < 100; i++) {
      channel.publish("x".repeat(1_000));
    }
    rig.loop.runAll();
    keyframesAsked = 0;

    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();
    channel.publish("delta");
    channel.publish("#b");
    rig.loop.runAll();

    assertThat(keyframesAsked).isEqualTo(1);
    assertThat(client.texts()).containsExactly("#a", "x".repeat(1_000), "#b");
  }

  @Test
  void takesAShortBacklogAsItIs() {
    Rig.Client client = client(Kind.DIRECT, 20);
    Channel<String> channel = latest();
    Rig.subscribe(channel, client, Lane.STATE);
    channel.publish("#a");
    for (int i = 0; i < 50; i++) {
      channel.publish("x".repeat(1_000));
    }
    rig.loop.runAll();
    keyframesAsked = 0;

    client.socket.read(FakeSocket.ENDLESS);
    rig.loop.runAll();

    assertThat(keyframesAsked).isZero();
    assertThat(client.texts()).hasSize(51);
  }

  @Test
  void givesASlowClientAWholeLargeKeyframe() {
    // Larger than what a backlog may be: the keyframe itself is none.
    Rig.Client client = client(Kind.DIRECT, 0);
    Channel<String> channel = latest();
    channel
        .subscribe(client.outbox, "threes", Lane.STATE, _ -> SubscriptionTest::encodeThrees)
        .resume();
    String keyframe = "#" + "k".repeat(100_000);
    channel.publish(keyframe);
    keyframesAsked = 0;

    for (int i = 0; i < 400; i++) {
      client.socket.read(1_000);
      rig.loop.runAll();
      channel.publish("d");
    }

    assertThat(client.texts().subList(0, 3)).containsExactly(keyframe, keyframe, keyframe);
    assertThat(keyframesAsked).isZero();
  }

  @Test
  void doesNotTakeABurstBetweenTwoDrainsForABacklog() {
    Rig.Client client = client(Kind.DIRECT, FakeSocket.ENDLESS);
    Channel<String> channel = latest();
    Rig.subscribe(channel, client, Lane.STATE);
    channel.publish("#a");
    rig.loop.runAll();
    keyframesAsked = 0;

    client.send("reply");
    channel.publish("x".repeat(200_000));
    rig.loop.runAll();

    assertThat(keyframesAsked).isZero();
    assertThat(client.texts()).hasSize(3);
  }

  @Test
  void asksForAKeyframeWhenTheLogHasDroppedItsPlace() {
    Rig.Client client = client(Kind.DIRECT, 10);
    var retention = new Retention(0, Segment.MAX_CAPACITY, Duration.ofDays(1));
    Channel<String> channel =
        rig.hub.channel(
            "latest", new ChannelOptions(Contract.LATEST, retention, (_, _, _, _) -> {}));
    channel.onKeyframeWanted(() -> keyframesAsked++);
    Subscription subscription = Rig.subscribe(channel, client, Lane.STATE);
    channel.publish("#a");
    rig.loop.runAll();
    channel.publish("cut".repeat(9));
    rig.loop.runAll();
    subscription.cancel();
    Rig.Client paused = client(Kind.DIRECT, FakeSocket.ENDLESS);
    Subscription behind =
        channel.subscribe(paused.outbox, "as it is", Lane.STATE, _ -> Rig::encode);
    channel.publish("#b");
    for (int i = 0; i < 400; i++) {
      channel.publish("x".repeat(1_000));
    }
    keyframesAsked = 0;

    behind.resume();
    rig.loop.runAll();
    channel.publish("#c");
    rig.loop.runAll();

    assertThat(paused.texts()).containsExactly("#c");
  }

  @Test
  void beginsAnewWithAKeyframeOnDemand() {
    Rig.Client client = client(Kind.DIRECT, FakeSocket.ENDLESS);
    Channel<String> channel = latest();
    Subscription subscription = Rig.subscribe(channel, client, Lane.STATE);
    channel.publish("#a");
    rig.loop.runAll();

    subscription.awaitKeyframe();
    channel.publish("b");
    rig.loop.runAll();
    channel.publish("#c");
    rig.loop.runAll();

    assertThat(keyframesAsked).isEqualTo(2);
    assertThat(client.texts()).containsExactly("#a", "#c");
  }

  private Channel<String> latest() {
    Channel<String> channel = rig.latest();
    channel.onKeyframeWanted(() -> keyframesAsked++);
    return channel;
  }

  private Rig.Client client(Kind kind, long room) {
    Rig.Client client = rig.client(kind, room);
    clients.add(client);
    return client;
  }

  private static void publish(Channel<String> channel, int from, int to) {
    for (int i = from; i <= to; i++) {
      channel.publish(number(i));
    }
  }

  /** A hundred bytes. */
  private static String number(long i) {
    return "%0100d".formatted(i);
  }

  private static void encodeTens(String text, long seq, ChannelLog log) {
    if (text.endsWith("0")) {
      Rig.encode(text, seq, log);
    }
  }

  private static void encodePairs(String text, long seq, ChannelLog log) {
    encodeTimes(2, text, seq, log);
  }

  private static void encodeThrees(String text, long seq, ChannelLog log) {
    encodeTimes(3, text, seq, log);
  }

  private static void encodeTimes(int times, String text, long seq, ChannelLog log) {
    String padded = text.length() < 100 ? text + "-".repeat(100 - text.length()) : text;
    int length = padded.length();
    ByteBuf out = log.begin(times * Frames.bytes(length));
    for (int i = 0; i < times; i++) {
      Frames.writeHeader(out, Frames.TEXT, length);
      out.writeBytes(Rig.bytes(padded));
    }
    log.commit(seq, text.startsWith("#"));
  }
}
