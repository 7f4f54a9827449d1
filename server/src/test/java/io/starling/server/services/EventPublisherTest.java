package io.starling.server.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.starling.graph.folder.FileChange;
import io.starling.server.services.ServiceEvent.Gesture;
import io.starling.server.services.ServiceEvent.GitEvent;
import io.starling.server.services.ServiceEvent.GitEventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

  private final List<String> told = new ArrayList<>();
  private final EventPublisher publisher =
      new EventPublisher((channel, data) -> told.add(channel + " " + data), () -> 7);

  @Test
  void tellsOfFilesInTheirOrder() {
    new FileEvents(publisher)
        .tell(
            List.of(
                new FileChange.Added("new", "old"),
                new FileChange.Changed("b/c"),
                new FileChange.Deleted("d")));

    assertThat(told)
        .containsExactly(
            "files {\"file\":\"new\",\"event\":\"add\",\"from\":\"old\",\"timestamp\":7}",
            "files {\"file\":\"b/c\",\"event\":\"change\",\"timestamp\":7}",
            "files {\"file\":\"d\",\"event\":\"delete\",\"timestamp\":7}");
  }

  @Test
  void keepsTheTimeOfAGestureAndStampsOneWithout() {
    publisher.publish(new Gesture("wave", 0.5, 1, 0.92, 1_640_000_000_000L));
    publisher.publish(new Gesture("fist", 0, 0, 1, 0));

    assertThat(told.getFirst()).endsWith("\"confidence\":0.92,\"timestamp\":1640000000000}");
    assertThat(told.getLast()).endsWith("\"timestamp\":7}");
  }

  @Test
  void saysWhichCommit() {
    publisher.publish(new GitEvent(GitEventType.TAG, "v1", "refs/tags/v1", "abc"));

    assertThat(told)
        .containsExactly(
            "git {\"type\":\"tag\",\"message\":\"v1\",\"ref\":\"refs/tags/v1\","
                + "\"commit\":\"abc\",\"timestamp\":7}");
  }

  @Test
  void emitsWithTheTimeThatIsThere() {
    publisher.emit("a.b", Map.of("timestamp", 3));
    publisher.emit("a.b", Map.of());

    assertThat(told).containsExactly("a.b {\"timestamp\":3}", "a.b {\"timestamp\":7}");
  }

  @Test
  void emitsToNothingThatIsNoChannel() {
    assertThatThrownBy(() -> publisher.emit("a..b", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(told).isEmpty();
  }

  @Test
  void tellsOnceThatAServiceCameOrWent() {
    var services = new Services(publisher);
    services.started("vision", "here");
    services.started("vision", "here again");
    services.stopped("vision", "gone");
    services.stopped("vision", "gone still");
    services.stopped("ai", "never was");

    assertThat(told).hasSize(3);
    assertThat(told.get(0)).contains("service_started", "vision", "\"here\"");
    assertThat(told.get(1)).contains("service_stopped", "vision", "\"gone\"");
    assertThat(told.get(2)).contains("service_stopped", "ai", "never was");
  }
}
