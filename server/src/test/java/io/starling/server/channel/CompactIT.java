package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.starling.protocol.compact.CompactDecoder;
import io.starling.protocol.compact.CompactDecoder.Outcome;
import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Pages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compact streams of the real server, read beside a stream of records. */
class CompactIT {

  private static final int PAGES = 200;
  private static final int KEYFRAME = 0;
  private static final float HALF_QUANTUM = PositionEncoder.QUANTUM / 2 * 1.01f;

  @TempDir private Path folder;
  private Served server;
  private GraphClient records;
  private GraphClient compact;
  private final CompactDecoder decoder = new CompactDecoder();

  @BeforeEach
  void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, PAGES));
    records = server.client("?v=3").speaking(3);
    compact = server.client("?v=3&format=compact").speaking(3);
    records.load();
    compact.load();
  }

  @AfterEach
  void stop() {
    compact.close();
    records.close();
    server.close();
  }

  @Test
  void beginsWithAKeyframeAndEndsWhereTheRecordsEnd() {
    compact.binary(0x13);
    await().atMost(Duration.ofSeconds(60)).until(server.http()::isResting);
    compact.untilNow();
    records.untilNow();

    List<Binary> updates =
        compact.taken().stream()
            .filter(Binary.class::isInstance)
            .map(Binary.class::cast)
            .filter(binary -> binary.type() == 0x13)
            .toList();
    assertThat(updates.getFirst().payload().get(0)).isEqualTo((byte) KEYFRAME);
    assertThat(updates).allMatch(update -> read(update) == Outcome.APPLIED);
    assertThat(records.places()).hasSize(decoder.count());
    assertThat(decoder.sequence()).isGreaterThan(1);
    assertNear();
  }

  @Test
  void followsANodeThatSomebodyDrags() {
    records.control(GraphClient.INTERACTING);

    for (int i = 1; i <= 20; i++) {
      records.drag(new Place(1, 10 * i, -5, 3.3f));
    }

    compact.await(
        "dragged node",
        message -> {
          boolean applied =
              message instanceof Binary binary
                  && binary.type() == 0x13
                  && read(binary) == Outcome.APPLIED;
          return applied && Math.abs(decoder.x(index(1)) - 200) <= HALF_QUANTUM
              ? Optional.of(message)
              : Optional.empty();
        });
    assertThat(Math.abs(decoder.y(index(1)) + 5)).isLessThanOrEqualTo(HALF_QUANTUM);
    assertThat(Math.abs(decoder.z(index(1)) - 3.3f)).isLessThanOrEqualTo(HALF_QUANTUM);
  }

  @Test
  void beginsAnewWhenANodeComes() throws IOException {
    read(compact.binary(0x13));
    int before = decoder.count();

    Pages.save(folder, "new.md", "# New\n\n[[page-1]]\n");

    compact.await(
        "keyframe with the new node",
        message -> {
          if (message instanceof Binary binary && binary.type() == 0x13) {
            assertThat(read(binary)).isEqualTo(Outcome.APPLIED);
          }
          return decoder.count() > before ? Optional.of(message) : Optional.empty();
        });
  }

  private Outcome read(Binary message) {
    return decoder.read(
        Unpooled.wrappedBuffer(message.payload().duplicate()), (message.flags() & 0x80) != 0);
  }

  private int index(int id) {
    for (int i = 0; i < decoder.count(); i++) {
      if (decoder.id(i) == id) {
        return i;
      }
    }
    throw new AssertionError("there is no node " + id);
  }

  private void assertNear() {
    for (int i = 0; i < decoder.count(); i++) {
      Place place = records.place(decoder.id(i));
      assertThat(Math.abs(decoder.x(i) - place.x())).isLessThanOrEqualTo(2 * HALF_QUANTUM);
      assertThat(Math.abs(decoder.y(i) - place.y())).isLessThanOrEqualTo(2 * HALF_QUANTUM);
      assertThat(Math.abs(decoder.z(i) - place.z())).isLessThanOrEqualTo(2 * HALF_QUANTUM);
    }
  }
}
