package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.protocol.message.StreamPosition;
import io.starling.server.hub.Joined.Recovery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever comes back is given exactly what it has missed, or told why not. */
class RecoveryTest {

  private static final int KEPT = 50;
  private static final Duration AGE = Duration.ofMinutes(5);
  private static final Retention RETENTION = new Retention(KEPT, Segment.MAX_CAPACITY, AGE);

  private final Rig rig = new Rig();
  private final Channel<String> channel = recoverable(RETENTION);
  private final List<Rig.Client> clients = new ArrayList<>();

  @AfterEach
  void leavesNothing() {
    clients.forEach(client -> client.outbox.close());

    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void replaysWhatWasMissedInAVariantThatIsNew() {
    publish(10);

    Rig.Client client = client();
    Joined joined = join(client, "new", at(4));

    assertThat(joined.recovery()).isEqualTo(Recovery.RECOVERED);
    assertThat(joined.at()).isEqualTo(at(4));
    assertThat(texts(client)).isEqualTo(numbers(5, 10));
  }

  @Test
  void replaysWhatWasMissedInAVariantThatIsThere() {
    Rig.Client there = client();
    join(there, "same", null);
    publish(10);
    assertThat(texts(there)).isEqualTo(numbers(1, 10));

    Rig.Client client = client();
    join(client, "same", at(7));
    publish(1);

    assertThat(texts(client)).isEqualTo(numbers(8, 11));
  }

  @Test
  void beginsAtTheHeadForWhoMissedNothing() {
    publish(3);

    Rig.Client client = client();
    Joined joined = join(client, "new", at(3));
    publish(1);

    assertThat(joined.recovery()).isEqualTo(Recovery.RECOVERED);
    assertThat(texts(client)).isEqualTo(numbers(4, 4));
  }

  @Test
  void refusesAnotherEpoch() {
    publish(3);

    Rig.Client client = client();
    Joined joined = join(client, "new", new StreamPosition(channel.epoch() % 1_000 + 1, 1));
    publish(1);

    assertThat(joined.recovery()).isEqualTo(Recovery.EPOCH_CHANGED);
    assertThat(joined.at()).isEqualTo(at(3));
    assertThat(texts(client)).isEqualTo(numbers(4, 4));
  }

  @Test
  void refusesWhatIsNotThereYet() {
    publish(3);

    assertThat(join(client(), "new", at(4)).recovery()).isEqualTo(Recovery.AHEAD);
  }

  @Test
  void refusesAPartOfWhatWasMissed() {
    publish(KEPT + 10);

    Rig.Client client = client();
    Joined joined = join(client, "new", at(9));

    assertThat(joined.recovery()).isEqualTo(Recovery.TOO_OLD);
    assertThat(texts(client)).isEmpty();
    assertThat(join(client(), "newer", at(10)).recovery()).isEqualTo(Recovery.RECOVERED);
  }

  @Test
  void forgetsWithAge() {
    publish(3);
    rig.clock.advance(AGE.plusMillis(1));

    assertThat(join(client(), "new", at(2)).recovery()).isEqualTo(Recovery.TOO_OLD);
    assertThat(join(client(), "newer", at(3)).recovery()).isEqualTo(Recovery.RECOVERED);
    assertThat(channel.history(0, 10)).isEmpty();
  }

  @Test
  void keepsNothingMoreOnceAllChannelsKeepTooMuch() {
    var hub = new HistoryBudget(100);
    var history = new History<String>(RETENTION, String::length, hub);
    history.add(1, "a".repeat(90), 0);
    assertThat(history.firstSeq(2, 0)).isEqualTo(1);

    history.add(2, "b".repeat(20), 0);

    assertThat(history.firstSeq(3, 0)).isEqualTo(2);
    assertThat(hub.isSpent()).isFalse();
  }

  /** Against a list: each variant, each place, while publications go on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void isExactWhateverCameBefore(int seed) {
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      publish(random.nextInt(8));
      long last = channel.position().seq();
      long since = Math.max(0, last - random.nextInt(KEPT + 20));
      Rig.Client client = client();
      Joined joined = join(client, "variant " + random.nextInt(3), at(since));
      publish(random.nextInt(3));

      long from = joined.recovery() == Recovery.RECOVERED ? since : last;
      assertThat(texts(client)).isEqualTo(numbers(from + 1, channel.position().seq()));
      if (last - since <= KEPT) {
        assertThat(joined.recovery()).isEqualTo(Recovery.RECOVERED);
      }
      if (random.nextBoolean()) {
        client.outbox.close();
      }
    }
  }

  private Channel<String> recoverable(Retention retention) {
    return rig.hub.recoverable(
        "c",
        ChannelOptions.every(retention, Rig::encodeGap),
        text -> text.getBytes(StandardCharsets.UTF_8).length);
  }

  private Rig.Client client() {
    Rig.Client client = rig.client();
    clients.add(client);
    return client;
  }

  private Joined join(Rig.Client client, String variant, @Nullable StreamPosition since) {
    Joined joined = channel.recover(client.outbox, variant, Lane.EVENTS, _ -> Rig::encode, since);
    joined.subscription().resume();
    rig.loop.runAll();
    return joined;
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      channel.publish(Long.toString(channel.position().seq() + 1));
    }
    rig.loop.runAll();
  }

  private StreamPosition at(long seq) {
    return new StreamPosition(channel.epoch(), seq);
  }

  private List<String> texts(Rig.Client client) {
    rig.loop.runAll();
    return client.texts();
  }

  private static List<String> numbers(long from, long to) {
    return IntStream.rangeClosed((int) from, (int) to).mapToObj(Integer::toString).toList();
  }
}
