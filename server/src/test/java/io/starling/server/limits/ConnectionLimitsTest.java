package io.starling.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.starling.server.limits.Admission.Bound;
import io.starling.server.limits.Admission.Opened;
import io.starling.server.limits.Admission.Refused;
import io.starling.server.metrics.TrafficMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {

  private final TrafficMetrics metrics = new TrafficMetrics();
  private final ConnectionLimits limits =
      new ConnectionLimits(new ConnectionBounds(3, 2, 2), metrics);

  @Test
  void refusesWhatIsTooMuchOfAnAddress() {
    opened(limits.tryOpen("a"));
    Admission.Slot second = opened(limits.tryOpen("a"));

    assertThat(limits.tryOpen("a")).isEqualTo(new Refused(Bound.ADDRESS));
    second.close();
    opened(limits.tryOpen("a"));
  }

  @Test
  void refusesWhatIsTooMuchInAll() {
    Admission.Slot first = opened(limits.tryOpen("a"));
    opened(limits.tryOpen("b"));
    opened(limits.tryOpen("c"));

    assertThat(limits.tryOpen("d")).isEqualTo(new Refused(Bound.ALL));
    first.close();
    opened(limits.tryOpen("d"));
  }

  @Test
  void refusesWhatIsTooMuchOfAUser() {
    opened(limits.tryUser("ada"));
    Admission.Slot second = opened(limits.tryUser("ada"));

    assertThat(limits.tryUser("ada")).isEqualTo(new Refused(Bound.USER));
    opened(limits.tryUser("bob"));
    second.close();
    opened(limits.tryUser("ada"));
  }

  @Test
  void countsNoAnonymous() {
    IntStream.range(0, 1_000).forEach(_ -> opened(limits.tryUser("anonymous")));

    assertThat(limits.names()).isZero();
  }

  @Test
  void freesASlotOnce() {
    Admission.Slot first = opened(limits.tryOpen("a"));
    opened(limits.tryOpen("a"));
    Admission.Slot user = opened(limits.tryUser("ada"));
    opened(limits.tryUser("ada"));

    first.close();
    first.close();
    user.close();
    user.close();

    assertThat(limits.open()).isEqualTo(1);
    opened(limits.tryOpen("a"));
    assertThat(limits.tryOpen("a")).isEqualTo(new Refused(Bound.ADDRESS));
    opened(limits.tryUser("ada"));
    assertThat(limits.tryUser("ada")).isEqualTo(new Refused(Bound.USER));
  }

  @Test
  void countsARefusalOfAnAddressNowhere() {
    opened(limits.tryOpen("a"));
    opened(limits.tryOpen("a"));

    limits.tryOpen("a");

    assertThat(limits.open()).isEqualTo(2);
  }

  @Test
  void saysHowManyWereRefused() {
    IntStream.range(0, 5).forEach(_ -> limits.tryOpen("a"));
    IntStream.range(0, 4).forEach(i -> limits.tryOpen("b" + i));
    IntStream.range(0, 3).forEach(_ -> limits.tryUser("ada"));

    assertThat(metrics.connectionsRefused.sum("address")).isEqualTo(3);
    assertThat(metrics.connectionsRefused.sum("all")).isEqualTo(3);
    assertThat(metrics.connectionsRefused.sum("user")).isEqualTo(1);
  }

  @Test
  void keepsNothingOfAHundredThousandThatWereClosed() {
    var large = new ConnectionLimits(ConnectionBounds.DEFAULT, metrics);
    List<Admission.Slot> slots = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      slots.add(opened(large.tryOpen("10.0." + i % 500)));
      slots.add(opened(large.tryUser("user " + i % 2_000)));
    }
    assertThat(large.open()).isEqualTo(100_000);
    assertThat(large.names()).isEqualTo(2_500);

    slots.forEach(Admission.Slot::close);

    assertThat(large.open()).isZero();
    assertThat(large.names()).isZero();
  }

  @Test
  void passesNoBoundUnderManyThreads() {
    var bounds = new ConnectionBounds(20, 8, 5);
    var shared = new ConnectionLimits(bounds, metrics);
    int[] most = new int[4];
    try (var executor = Executors.newFixedThreadPool(most.length)) {
      for (int t = 0; t < most.length; t++) {
        int thread = t;
        executor.execute(() -> most[thread] = openAndClose(shared, thread));
      }
    }

    assertThat(Arrays.stream(most).boxed()).allMatch(seen -> seen >= 1 && seen <= 20);
    assertThat(shared.open()).isZero();
    assertThat(shared.names()).isZero();
  }

  @Test
  void grantsExactlyAsManyAsThereAreToThreadsThatRace() {
    var shared = new ConnectionLimits(new ConnectionBounds(1_000, 300, 77), metrics);
    var opened = new AtomicInteger();
    var users = new AtomicInteger();
    try (var executor = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 2_000; i++) {
        executor.execute(
            () -> {
              if (shared.tryOpen("a") instanceof Opened) {
                opened.incrementAndGet();
              }
              if (shared.tryUser("ada") instanceof Opened) {
                users.incrementAndGet();
              }
            });
      }
    }

    assertThat(opened).hasValue(300);
    assertThat(users).hasValue(77);
  }

  @Test
  void isBoundByAtLeastOneEach() {
    assertThatThrownBy(() -> new ConnectionBounds(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ConnectionBounds.DEFAULT.withTotalAtMost(7))
        .isEqualTo(new ConnectionBounds(7, 1_000, 100));
    assertThat(ConnectionBounds.DEFAULT.withTotalAtMost(1_000_000))
        .isEqualTo(ConnectionBounds.DEFAULT);
  }

  /** The most that were open at a time, as far as this thread saw. */
  private static int openAndClose(ConnectionLimits limits, int thread) {
    int most = 0;
    for (int i = 0; i < 10_000; i++) {
      if (limits.tryOpen("address " + (thread + i) % 3) instanceof Opened(var slot)) {
        most = Math.max(most, limits.open());
        if (limits.tryUser("user " + i % 2) instanceof Opened(var user)) {
          user.close();
        }
        slot.close();
      }
    }
    return most;
  }

  private static Admission.Slot opened(Admission admission) {
    assertThat(admission).isInstanceOf(Opened.class);
    return ((Opened) admission).slot();
  }
}
