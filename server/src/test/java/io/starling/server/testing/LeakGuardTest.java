package io.starling.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import org.junit.jupiter.api.Test;

class LeakGuardTest {

  /** Reports here, not to the run. */
  private final Leaks leaks = new Leaks();

  private final ResourceLeakDetector<Object> detector =
      leaks.newResourceLeakDetector(Object.class, 1);

  @Test
  void reportsWhatIsCollectedUnreleased() {
    leak();

    Leaks.collect();
    detector.track(new Object());

    assertThatThrownBy(leaks::requireNone).hasMessageStartingWith("1 leaks:\nObject was not");
  }

  @Test
  void isSilentAboutWhatIsReleased() {
    Object resource = new Object();
    ResourceLeakTracker<Object> tracker = detector.track(resource);
    assertThat(tracker).isNotNull();
    tracker.close(resource);

    Leaks.collect();
    detector.track(new Object());

    assertThatCode(leaks::requireNone).doesNotThrowAnyException();
  }

  @Test
  void watchesEveryBufferOfTheRun() {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    assertThat(ResourceLeakDetectorFactory.instance()).isSameAs(LeakGuard.leaks());

    ByteBuf buffer = Unpooled.directBuffer(1);

    assertThat(buffer.getClass().getSimpleName()).contains("LeakAware");
    buffer.release();
  }

  /** In a method of its own, so that no variable holds the object. */
  private void leak() {
    detector.track(new Object());
  }
}
