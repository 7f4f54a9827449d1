package io.starling.server.transport;

import static io.starling.server.testing.RawSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.Deflated;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** permessage-deflate on real sockets; offers are negotiated in {@link DeflateOfferTest}. */
class DeflateIT {

  private static final int MEBIBYTE = 1 << 20;
  private static final int DEFLATED_TEXT = 0xC1;
  private static final int DEFLATED_BINARY = 0xC2;

  @TempDir private static Path folder;
  private static Served server;

  @BeforeAll
  static void serve() throws IOException {
    server = Served.bench(Pages.ring(folder, 2), Duration.ofSeconds(10));
  }

  @AfterAll
  static void leavesNothingBehind() {
    server.close();
    assertThat(server.usedMemory()).isZero();
  }

  @Test
  void answersTheOffer() throws IOException {
    String offer = "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=15";

    assertThat(head(offer))
        .startsWith("HTTP/1.1 101 ")
        .containsIgnoringCase(
            "sec-websocket-extensions: permessage-deflate; server_no_context_takeover;"
                + " client_no_context_takeover; server_max_window_bits=15\r\n");
  }

  @Test
  void goesOnWithoutWhereNoOfferCanBeAgreedTo() throws IOException {
    String offer = "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10";

    assertThat(head(offer))
        .startsWith("HTTP/1.1 101 ")
        .doesNotContainIgnoringCase("sec-websocket-extensions");
  }

  @Test
  void refusesABrokenHeader() throws IOException {
    assertThat(head("Sec-WebSocket-Extensions: permessage-deflate; =")).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 255, 256, 65_535, 65_536, MEBIBYTE})
  void echoesWhatIsCompressed(int length) throws IOException {
    String text = text(length);
    try (RawSocket raw = echo()) {
      raw.write(frame(DEFLATED_TEXT, Deflated.deflate(bytes(text))));

      Frame echoed = raw.read();

      assertThat(echoed.opcode()).isEqualTo(1);
      assertThat(echoed.text()).isEqualTo(text);
      assertThat(echoed.deflated()).isEqualTo(length >= 256);
    }
  }

  @Test
  void takesWhatIsNotCompressedToo() throws IOException {
    try (RawSocket raw = echo()) {
      raw.write(RawSocket.text("plain"));

      assertThat(raw.read().text()).isEqualTo("plain");
    }
  }

  /** Only the first fragment says that the message is compressed; characters may be cut. */
  @Test
  void putsCompressedFragmentsTogether() throws IOException {
    String text = "椋鳥".repeat(2_000);
    byte[] compressed = Deflated.deflate(bytes(text));
    try (RawSocket raw = echo()) {
      raw.write(frame(0x41, Arrays.copyOf(compressed, 3)));
      raw.write(frame(0x89, new byte[] {7}));
      raw.write(frame(0x00, new byte[0]));
      raw.write(frame(0x80, Arrays.copyOfRange(compressed, 3, compressed.length)));

      assertThat(raw.read().opcode()).isEqualTo(10);
      assertThat(raw.read().text()).isEqualTo(text);
    }
  }

  @Test
  void endsWithWhatInflatesToSixtyMebibytes() throws IOException {
    byte[] bomb = Deflated.deflate(new byte[60 * MEBIBYTE]);
    assertThat(bomb).hasSizeLessThan(62_000);

    assertThat(closeCode(frame(DEFLATED_BINARY, bomb))).isEqualTo(1009);
  }

  @Test
  void endsWithABombInFragments() throws IOException {
    byte[] bomb = Deflated.deflate(new byte[60 * MEBIBYTE]);

    assertThat(
            closeCode(
                frame(0x42, Arrays.copyOf(bomb, 100)),
                frame(0x80, Arrays.copyOfRange(bomb, 100, bomb.length))))
        .isEqualTo(1009);
  }

  @Test
  void endsWithWhatCantBeInflated() throws IOException {
    assertThat(closeCode(frame(DEFLATED_BINARY, new byte[] {-1, -1, -1}))).isEqualTo(1007);
  }

  @Test
  void endsWithTextThatInflatesToNoUtf8() throws IOException {
    byte[] noText = Deflated.deflate(new byte[] {'a', (byte) 0xC0, 'b'});

    assertThat(closeCode(frame(DEFLATED_TEXT, noText))).isEqualTo(1007);
    assertThat(closeCode(frame(DEFLATED_TEXT, Deflated.deflate(new byte[] {(byte) 0xE2}))))
        .isEqualTo(1007);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xA1, 0x91, 0xE2, 0xD2, 0xC9, 0xCA, 0xC8})
  void endsWithBitsThatWereNotAgreedOn(int first) throws IOException {
    assertThat(closeCode(frame(first, new byte[4]))).isEqualTo(1002);
  }

  @Test
  void endsWithACompressedContinuation() throws IOException {
    byte[] compressed = Deflated.deflate(bytes("text"));

    assertThat(closeCode(frame(0x41, compressed), frame(0xC0, compressed))).isEqualTo(1002);
  }

  private static RawSocket echo() throws IOException {
    return RawSocket.deflating(server.port(), "/bench/echo");
  }

  /** Of the one frame that is answered before the end. */
  private static int closeCode(byte[]... frames) throws IOException {
    try (RawSocket raw = echo()) {
      for (byte[] frame : frames) {
        raw.write(frame);
      }
      List<Frame> answers = raw.readToEnd();
      assertThat(answers).hasSize(1);
      return answers.getFirst().closeCode();
    }
  }

  private static String head(String header) throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      raw.write(RawSocket.handshake("/bench/echo", server.port(), header));
      return raw.readHead();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Compresses well, but less than 64 times. */
  private static String text(int length) {
    var text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append("{\"id\":").append(i).append(",\"x\":").append(i * 7919 % 1000).append("},");
    }
    return text.substring(0, length);
  }
}
