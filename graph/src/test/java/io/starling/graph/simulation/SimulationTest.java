package io.starling.graph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.starling.graph.layout.BarnesHutLayout;
import io.starling.graph.layout.LayoutParameters;
import io.starling.graph.model.Graph;
import io.starling.graph.model.GraphChange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final LayoutParameters PARAMETERS = LayoutParameters.defaults().withIterations(60);

  private final FakeClock clock = new FakeClock();
  private final RecordedTicks ticks = new RecordedTicks();
  private final Simulation simulation =
      new Simulation(new BarnesHutLayout(PARAMETERS, 1, 1), clock);

  @BeforeEach
  void listen() {
    simulation.addListener(ticks);
  }

  @AfterEach
  void close() {
    simulation.close();
  }

  @Test
  void doesNothingWithoutAGraph() {
    assertThat(simulation.stepOnce()).isFalse();
    assertThat(ticks.all()).isEmpty();
    assertThat(simulation.snapshot().count()).isZero();
  }

  @Test
  void tellsOfEveryStepWithItsNumberAndTime() {
    simulation.apply(GraphSamples.chain(3, 5, 9));

    simulation.stepOnce();
    clock.pass(20_000_000);
    simulation.stepOnce();

    assertThat(ticks.all()).extracting(RecordedTicks.Copy::version).containsExactly(1L, 2L);
    assertThat(ticks.last().ids()).containsExactly(3, 5, 9);
    assertThat(ticks.last().timeMillis()).isEqualTo(1_700_000_000_020L);
    assertThat(ticks.last().x()).isNotEqualTo(ticks.all().getFirst().x());
  }

  @Test
  void marksTheLastTickBeforeItRests() {
    simulation.apply(GraphSamples.chain(1, 2, 3));

    runToRest();

    assertThat(ticks.all().reversed().stream().skip(1)).noneMatch(RecordedTicks.Copy::resting);
    assertThat(ticks.last().resting()).isTrue();
    assertThat(simulation.stepOnce()).isFalse();
  }

  @Test
  void showsOtherThreadsThePositionsOfTheLastTick() {
    simulation.apply(GraphSamples.chain(3, 5));

    simulation.stepOnce();

    PositionsSnapshot snapshot = simulation.snapshot();
    assertThat(snapshot.version()).isEqualTo(1);
    assertThat(snapshot.ids()).containsExactly(3, 5);
    assertThat(snapshot.x()[1]).isEqualTo(ticks.last().x().get(1));
    assertThat(simulation.position(5)).isEqualTo(snapshot.position(5)).isPresent();
    assertThat(simulation.position(4)).isEmpty();
  }

  @Test
  void keepsASnapshotAsItWas() {
    simulation.apply(GraphSamples.chain(3, 5));
    simulation.stepOnce();
    PositionsSnapshot snapshot = simulation.snapshot();
    float before = snapshot.x()[0];

    simulation.stepOnce();

    assertThat(snapshot.x()[0]).isEqualTo(before);
    assertThat(simulation.snapshot().x()[0]).isNotEqualTo(before);
  }

  @Test
  void keepsPositionsOfNodesThatStayAndPutsNewOnesNearby() {
    simulation.apply(GraphSamples.chain(10, 20, 30));
    runToRest();
    PositionsSnapshot before = simulation.snapshot();

    CompletableFuture<PositionsSnapshot> taken =
        simulation.apply(GraphSamples.chain(10, 15, 30, 40)).toCompletableFuture();
    simulation.stepOnce();

    PositionsSnapshot after = taken.join();
    assertThat(after.ids()).containsExactly(10, 15, 30, 40);
    assertThat(after.position(10)).isEqualTo(before.position(10));
    assertThat(after.position(30)).isEqualTo(before.position(30));
    assertThat(after.position(20)).isEmpty();
    assertThat(distance(after, 30, 40)).isLessThanOrEqualTo(PARAMETERS.springLength());
  }

  @Test
  void wakesForAChangeOfTheGraph() {
    Graph before = GraphSamples.chain(1, 2, 3);
    simulation.apply(before);
    runToRest();

    simulation.apply(GraphChange.between(before, GraphSamples.chain(1, 2, 3, 4)));

    assertThat(simulation.stepOnce()).isTrue();
    assertThat(ticks.last().resting()).isFalse();
    assertThat(ticks.last().ids()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void movesNothingWhenOnlyTextsChange() {
    Graph graph = GraphSamples.chain(1, 2, 3);
    simulation.apply(graph);
    runToRest();
    PositionsSnapshot before = simulation.snapshot();

    simulation.apply(GraphSamples.relabelled(graph));
    simulation.stepOnce();

    assertThat(simulation.snapshot().x()).containsExactly(before.x());
    assertThat(simulation.stepOnce()).isFalse();
  }

  @Test
  void comesBackToThePositionsOfAnEarlierRun() {
    PositionsSnapshot known =
        new PositionsSnapshot(
            77, new int[] {1, 2}, new float[] {-9, 9}, new float[] {1, 1}, new float[] {0, 0});

    CompletableFuture<PositionsSnapshot> taken =
        simulation.restore(GraphSamples.chain(1, 2, 3), known).toCompletableFuture();
    simulation.stepOnce();

    assertThat(taken.join().position(1)).contains(new Position(-9, 1, 0));
    assertThat(taken.join().position(2)).contains(new Position(9, 1, 0));
  }

  @Test
  void holdsADraggedNodeExactlyUntilItIsLetGo() {
    simulation.apply(GraphSamples.chain(1, 2, 3));
    runToRest();

    simulation.pin(2, 50, 0, 0);
    simulation.pin(2, 60.5f, -1, 2);
    runToRest();
    Position held = simulation.position(2).orElseThrow();
    simulation.unpin(2);
    simulation.stepOnce();

    assertThat(held).isEqualTo(new Position(60.5f, -1, 2));
    assertThat(simulation.position(2).orElseThrow()).isNotEqualTo(held);
  }

  @Test
  void holdsADraggedNodeThroughAChangeOfTheGraph() {
    simulation.apply(GraphSamples.chain(1, 2, 3));
    simulation.pin(2, 50, 0, 0);
    simulation.stepOnce();

    simulation.apply(GraphSamples.chain(1, 2));
    runToRest();

    assertThat(simulation.position(2)).contains(new Position(50, 0, 0));
  }

  @Test
  void forgetsADraggedNodeThatIsGone() {
    simulation.apply(GraphSamples.chain(1, 2, 3));
    simulation.pin(3, 50, 0, 0);
    simulation.stepOnce();

    simulation.apply(GraphSamples.chain(1, 2));
    simulation.stepOnce();
    simulation.apply(GraphSamples.chain(1, 2, 3));
    runToRest();

    assertThat(simulation.position(3).orElseThrow()).isNotEqualTo(new Position(50, 0, 0));
  }

  @Test
  void refusesToHoldWhatIsNotThereOrNotFinite() {
    simulation.apply(GraphSamples.chain(1, 2));

    assertThat(simulation.pin(3, 0, 0, 0)).isFalse();
    assertThat(simulation.pin(2, 0, 0, 0)).isTrue();
    assertThatThrownBy(() -> simulation.pin(2, Float.NaN, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void movesADraggedNodeEvenWhenTheLayoutIsSwitchedOff() {
    simulation.parameters(PARAMETERS.withEnabled(false));
    simulation.apply(GraphSamples.chain(1, 2));
    simulation.stepOnce();

    simulation.pin(1, 5, 6, 7);
    simulation.stepOnce();

    assertThat(ticks.last().x().getFirst()).isEqualTo(5);
    assertThat(ticks.last().resting()).isTrue();
  }

  @Test
  void wakesForParametersAndForABell() {
    simulation.apply(GraphSamples.chain(1, 2));
    runToRest();

    simulation.parameters(PARAMETERS.withIterations(70));

    assertThat(simulation.stepOnce()).isTrue();
    runToRest();
    simulation.wake();
    assertThat(simulation.stepOnce()).isTrue();
    assertThat(ticks.last().resting()).isFalse();
  }

  @Test
  void goesOnWhenAListenerFails() {
    simulation.addListener(
        _ -> {
          throw new IllegalStateException("listener");
        });
    RecordedTicks after = new RecordedTicks();
    simulation.addListener(after);
    simulation.apply(GraphSamples.chain(1, 2));

    simulation.stepOnce();
    simulation.stepOnce();

    assertThat(after.all()).hasSize(2);
  }

  @Test
  void stopsTellingAListenerThatIsRemoved() {
    simulation.apply(GraphSamples.chain(1, 2));
    simulation.stepOnce();

    simulation.removeListener(ticks);
    simulation.stepOnce();

    assertThat(ticks.all()).hasSize(1);
  }

  @Test
  void runsByItselfUntilRestAndWakesForADrag() throws InterruptedException {
    CountDownLatch rested = new CountDownLatch(1);
    CountDownLatch dragged = new CountDownLatch(1);
    simulation.addListener(
        tick -> {
          if (tick.resting()) {
            rested.countDown();
          }
          if (tick.x()[0] == 123) {
            dragged.countDown();
          }
        });
    simulation.apply(GraphSamples.chain(1, 2, 3));

    simulation.start();

    assertThat(rested.await(30, TimeUnit.SECONDS)).isTrue();
    simulation.pin(1, 123, 0, 0);
    assertThat(dragged.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cancelsWhatItDidNotTakeBeforeClosing() {
    CompletableFuture<PositionsSnapshot> taken =
        simulation.apply(GraphSamples.chain(1, 2)).toCompletableFuture();

    simulation.close();

    assertThat(taken).isCancelled();
  }

  private void runToRest() {
    while (simulation.stepOnce()) {
      clock.pass(Pacing.SLOT_NANOS);
    }
  }

  private static double distance(PositionsSnapshot at, int a, int b) {
    Position from = at.position(a).orElseThrow();
    Position to = at.position(b).orElseThrow();
    return Math.hypot(from.x() - to.x(), Math.hypot(from.y() - to.y(), from.z() - to.z()));
  }
}
