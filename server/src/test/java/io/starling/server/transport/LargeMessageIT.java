package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.auth.AuthMode;
import io.starling.server.auth.Signed;
import io.starling.server.testing.MovedClock;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Binary messages of many mebibytes are for those who have authenticated, and are never kept. */
class LargeMessageIT {

  /** 0x33 with a time: it counts as life and costs nothing. */
  private static final byte[] SIGN_OF_LIFE = {0x33, 2, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8};

  /** 0x30: HIGH_FREQUENCY; it is answered. */
  private static final byte[] CONTROL = {0x30, 2, 1, 0, 2};

  private static final int MEBIBYTE = 1 << 20;

  private final MovedClock clock = new MovedClock();

  @TempDir private Path folder;
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, 3), Signed.auth(AuthMode.OPTIONAL), clock);
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.usedMemory()).isZero();
  }

  @Test
  void areReadInOneFrame() throws IOException {
    try (RawSocket known =
        connected("Authorization: Bearer " + new Signed(clock).token("ada", 3_600))) {
      known.write(RawSocket.frame(0x82, message(5 * MEBIBYTE)));

      assertThat(answer(known).opcode()).isEqualTo(2);
      assertThat(server.usedMemory()).isLessThan(MEBIBYTE);
    }
  }

  @Test
  void areReadInFragments() throws IOException {
    byte[] message = message(3 * MEBIBYTE);
    try (RawSocket known =
        connected("Authorization: Bearer " + new Signed(clock).token("ada", 3_600))) {
      int size = 9_999;
      for (int from = 0; from < message.length; from += size) {
        int end = Math.min(message.length, from + size);
        int first = (from == 0 ? 2 : 0) | (end == message.length ? 0x80 : 0);
        known.write(RawSocket.frame(first, Arrays.copyOfRange(message, from, end)));
      }

      assertThat(answer(known).opcode()).isEqualTo(2);
    }
  }

  @Test
  void areRefusedFromWhomWeDoNotKnow() throws IOException {
    try (RawSocket stranger = connected()) {
      byte[] frame = RawSocket.frame(0x82, message(2 * MEBIBYTE));
      stranger.write(Arrays.copyOf(frame, 100));

      assertThat(stranger.readToEnd().getLast().closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void areRefusedBeyondTheLimitAtTheHeader() throws IOException {
    try (RawSocket known =
        connected("Authorization: Bearer " + new Signed(clock).token("ada", 3_600))) {
      byte[] header = {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 0x06, 0x40, 0, 1, 1, 2, 3, 4};
      known.write(header);

      assertThat(known.readToEnd().getLast().closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void goOnBehindAMessageThatIsBad() throws IOException {
    try (RawSocket known =
        connected("Authorization: Bearer " + new Signed(clock).token("ada", 3_600))) {
      byte[] message = message(2 * MEBIBYTE);
      message[12 * 100_000] = 0x30; // bits of eight bytes

      known.write(RawSocket.frame(0x82, message));

      assertThat(known.readText("\"error\"").text()).contains("MALFORMED_FRAME");
      assertThat(answer(known).opcode()).isEqualTo(2);
    }
  }

  private RawSocket connected(String... headers) throws IOException {
    RawSocket raw = RawSocket.connected(server.port());
    raw.write(RawSocket.handshake("/ws/graph", server.port(), headers));
    assertThat(raw.readHead()).startsWith("HTTP/1.1 101 ");
    raw.readText("connection_established");
    return raw;
  }

  /** Signs of life, at least so many bytes, and something to answer behind them. */
  private static byte[] message(int bytes) {
    var message = new ByteArrayOutputStream(bytes + 20);
    while (message.size() < bytes) {
      message.writeBytes(SIGN_OF_LIFE);
    }
    message.writeBytes(CONTROL);
    return message.toByteArray();
  }

  private static Frame answer(RawSocket raw) throws IOException {
    Frame frame = raw.read();
    while (frame.opcode() == 1) {
      frame = raw.read();
    }
    return frame;
  }
}
