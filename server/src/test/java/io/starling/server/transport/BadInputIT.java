package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.starling.server.app.Served;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Message.Place;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import io.starling.server.transport.BadInput.Answer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything wrong gets its documented answer, and neither costs the neighbours a message: behind
 * each case one of them drags a node, and the other sees it exactly there.
 */
class BadInputIT {

  private static final int NODE = 1;
  private static final int FLOOD = 10_000;

  /** One drag behind each case comes faster than any hand moves; all other limits are the usual. */
  private static final String LIMITS = "limits.rates.dragging: {per_minute: 60000, burst: 1000}";

  @TempDir private static Path folder;
  private static Served server;
  private static GraphClient watching;
  private static GraphClient dragging;
  private static int turn;

  @BeforeAll
  static void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, 3), LIMITS);
    watching = server.client();
    watching.load();
    dragging = server.client();
    dragging.control(GraphClient.INTERACTING);
  }

  @AfterAll
  static void leavesNothingBehind() {
    watching.close();
    dragging.close();
    await().untilAsserted(() -> assertThat(server.http().metric("connections")).isZero());
    assertThat(server.http().metric("subscribers")).isZero();
    server.close();
    assertThat(server.usedMemory()).isZero();
  }

  @AfterEach
  void leavesTheNeighboursAlone() {
    var place = new Place(NODE, ++turn, 0.5f, -turn);
    dragging.drag(place);
    watching.awaitPlace(place);
  }

  static List<BadInput.Case> cases() {
    List<BadInput.Case> cases = BadInput.all(NODE);
    assertThat(cases)
        .hasSizeGreaterThan(120)
        .extracting(BadInput.Case::name)
        .doesNotHaveDuplicates();
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsDocumented(BadInput.Case bad) throws IOException {
    try (RawSocket raw = server.raw()) {
      raw.write(bad.input());

      switch (bad.answer()) {
        case Answer.Close(int code) -> assertThat(close(raw).closeCode()).isEqualTo(code);
        case Answer.Failure(String code) -> assertThat(said(raw, "error")).containsExactly(code);
        case Answer.Warning(String code) -> assertThat(said(raw, "warning")).containsExactly(code);
        case Answer.Nothing() -> assertThat(said(raw, "error")).isEmpty();
      }
    }
  }

  @Test
  void sendsOneCloseFrameAndNothingBehindIt() throws IOException {
    List<RawSocket> sockets = new ArrayList<>();
    byte[] broken = RawSocket.frame(0xF1, new byte[3]);
    byte[] noText = RawSocket.frame(0x81, new byte[] {-1});
    byte[] leaving = RawSocket.frame(0x88, new byte[] {3, (byte) 0xE8});
    for (byte[] first : List.of(broken, noText, leaving)) {
      for (byte[] second : List.of(broken, noText, leaving)) {
        RawSocket raw = server.raw();
        raw.write(first).write(second);
        sockets.add(raw);
      }
    }

    for (RawSocket raw : sockets) {
      assertThat(raw.readToEnd()).extracting(Frame::opcode).containsExactly(8);
      raw.close();
    }
  }

  @Test
  void endsTheConnectionBehindAMessageThatIsTooLarge() throws IOException {
    try (RawSocket raw = server.raw()) {
      raw.write(RawSocket.frame(0x02, new byte[1 << 20])).write(RawSocket.frame(0x00, new byte[1]));

      assertThat(raw.readToEnd()).extracting(Frame::closeCode).containsExactly(1009);
    }
  }

  @Test
  void cutsOffWhoDoesNotAnswerTheCloseFrame() throws IOException {
    try (RawSocket raw = server.raw()) {
      raw.write(RawSocket.frame(0xF1, new byte[3]));
      assertThat(close(raw).closeCode()).isEqualTo(1002);

      assertThat(raw.read().isEnd()).isTrue();
    }
  }

  @Test
  void answersTenThousandMessagesAtOnceWithOneErrorASecond() throws IOException {
    var flood = new ByteArrayOutputStream();
    for (int i = 0; i < FLOOD; i++) {
      flood.writeBytes(RawSocket.text("{\"type\":\"ping\",\"id\":" + i + "}"));
    }

    try (RawSocket raw = server.raw()) {
      raw.write(flood.toByteArray());
      raw.write(RawSocket.frame(0x89, new byte[] {7}));
      List<JsonObject> answers = new ArrayList<>();
      for (Frame frame = raw.read(); frame.opcode() != 10; frame = raw.read()) {
        answers.add(new JsonObject(frame.text()));
      }

      List<JsonObject> pongs =
          answers.stream().filter(answer -> answer.getString("type").equals("pong")).toList();
      assertThat(pongs).hasSizeGreaterThanOrEqualTo(100).hasSizeLessThan(FLOOD / 2);
      assertThat(pongs.get(99).getInteger("id")).isEqualTo(99);
      List<JsonObject> errors =
          answers.stream().filter(answer -> answer.getString("type").equals("error")).toList();
      assertThat(errors).isNotEmpty().hasSizeLessThan(30);
      assertThat(errors.getFirst().getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
      assertThat(errors.getFirst().getJsonObject("details").getInteger("limit")).isEqualTo(600);
      assertThat(errors.getFirst().getJsonObject("details").getInteger("retry_after")).isPositive();
    }
  }

  @Test
  void takesTenThousandBrokenMessagesForABrokenClient() throws IOException {
    var flood = new ByteArrayOutputStream();
    for (int i = 0; i < FLOOD; i++) {
      flood.writeBytes(RawSocket.binary(new byte[] {0x30}));
    }

    try (RawSocket raw = server.raw()) {
      raw.write(flood.toByteArray());

      assertThat(close(raw).closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void keepsNoEndlessQueueOfPongsForWhoDoesNotRead() throws IOException {
    byte[] ping = RawSocket.frame(0x89, new byte[125]);
    var pings = new ByteArrayOutputStream();
    for (int i = 0; i < 1_000; i++) {
      pings.writeBytes(ping);
    }
    double before = server.http().metric("too_slow_total");

    try (RawSocket raw = RawSocket.upgraded(server.port(), "/ws/graph", 4_096)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                writeUnlessClosed(raw, pings.toByteArray());
                return server.http().metric("too_slow_total") > before;
              });
      assertThat(server.usedMemory()).isLessThan(4 << 20);
    }
  }

  @Test
  void outlivesAConnectionThatIsCutInTheMidstOfAFrame() throws IOException {
    byte[] whole = RawSocket.binary(new byte[5_000]);
    for (int length : new int[] {1, 2, 3, 7, 8, 9, 4_000}) {
      try (RawSocket raw = server.raw()) {
        raw.write(Arrays.copyOf(whole, length));
      }
    }
    try (RawSocket raw = server.raw()) {
      raw.write(RawSocket.frame(0x01, new byte[3_000])).write(RawSocket.frame(0x00, new byte[9]));
    }

    await().untilAsserted(() -> assertThat(server.http().metric("connections")).isEqualTo(2));
  }

  /** Codes of the messages of this type before the answer to a ping. */
  private static List<String> said(RawSocket raw, String type) throws IOException {
    raw.write(RawSocket.text("ping"));
    List<String> codes = new ArrayList<>();
    for (Frame frame = raw.read(); !frame.text().equals("pong"); frame = raw.read()) {
      assertThat(frame.isClose() || frame.isEnd()).as("%s", frame).isFalse();
      if (frame.opcode() == 1) {
        var json = new JsonObject(frame.text());
        if (type.equals(json.getString("type"))) {
          codes.add(json.getString("code"));
        }
      }
    }
    return codes;
  }

  private static Frame close(RawSocket raw) throws IOException {
    while (true) {
      Frame frame = raw.read();
      assertThat(frame.isEnd()).as("ended without a close frame").isFalse();
      if (frame.isClose()) {
        return frame;
      }
    }
  }

  private static void writeUnlessClosed(RawSocket raw, byte[] bytes) throws IOException {
    try {
      raw.write(bytes);
    } catch (SocketException closed) {
      // that is what is waited for
    }
  }
}
