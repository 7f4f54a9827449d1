package io.starling.server.transport;

import static io.starling.server.testing.RawSocket.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.RawSocket.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeIT {

  @TempDir private static Path folder;
  private static Served server;

  @BeforeAll
  static void serve() throws IOException {
    server = Served.folder(Pages.ring(folder, 2));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A request, and the status that it gets. */
  record Case(String name, String request, int status) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    String good = handshake("/ws/graph", server.port());
    String key = "Sec-WebSocket-Key: " + RawSocket.KEY;
    return List.of(
        new Case("as it should be", good, 101),
        new Case(
            "lower-case names",
            good.toLowerCase(Locale.ROOT)
                .replace("get /ws/graph http", "GET /ws/graph HTTP")
                .replace(key.toLowerCase(Locale.ROOT), key),
            101),
        new Case(
            "several connection tokens",
            good.replace("Connection: Upgrade", "Connection: keep-alive, Upgrade"),
            101),
        new Case("our own origin", with(good, "Origin: http://127.0.0.1:" + server.port()), 101),
        new Case("localhost", good.replace("Host: 127.0.0.1", "Host: localhost"), 101),
        new Case("no key", good.replace(key + "\r\n", ""), 400),
        new Case("a short key", good.replace(RawSocket.KEY, "c2hvcnQ="), 400),
        new Case("a long key", good.replace(RawSocket.KEY, "dGhlIHNhbXBsZSBub25jZQABAgM="), 400),
        new Case(
            "a key that is no base64",
            good.replace(RawSocket.KEY, "!!!!!!!!!!!!!!!!!!!!!!=="),
            400),
        new Case("no connection header", good.replace("Connection: Upgrade\r\n", ""), 400),
        new Case(
            "another connection header",
            good.replace("Connection: Upgrade", "Connection: close"),
            400),
        new Case("POST", good.replace("GET ", "POST "), 400),
        new Case("version 8", good.replace("Version: 13", "Version: 8"), 426),
        new Case("no version", good.replace("Sec-WebSocket-Version: 13\r\n", ""), 426),
        new Case("an unknown path", handshake("/ws/nothing", server.port()), 404),
        new Case("no such measuring path", handshake("/bench/sub", server.port()), 404),
        new Case("a foreign origin", with(good, "Origin: http://evil.example"), 403),
        new Case("an opaque origin", with(good, "Origin: null"), 403),
        new Case("another port's origin", with(good, "Origin: http://127.0.0.1:1"), 403),
        new Case("a foreign host", good.replace("Host: 127.0.0.1", "Host: evil.example"), 403),
        new Case("HTTP/1.0", good.replace("HTTP/1.1", "HTTP/1.0"), 400),
        new Case(
            "a body that is said twice",
            with(good, "Transfer-Encoding: chunked\r\nContent-Length: 5"),
            400),
        new Case("broken extensions", with(good, "Sec-WebSocket-Extensions: a b"), 400),
        new Case("headers past 16 KiB", with(good, "X-Long: " + "a".repeat(17_000)), 431));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersWithTheRightStatus(Case handshake) throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      raw.write(handshake.request());

      assertThat(raw.readHead()).startsWith("HTTP/1.").contains(" " + handshake.status() + " ");
    }
  }

  @Test
  void refusesARequestWithoutAHost() throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      String request = handshake("/ws/graph", server.port());
      raw.write(request.replaceAll("Host: [^\r]*\r\n", ""));

      assertThat(raw.readHead()).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void refusesABodyThatIsSaidTwice() throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      raw.write(
          "GET /api/info HTTP/1.1\r\nHost: 127.0.0.1:"
              + server.port()
              + "\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n");

      assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void provesThatItReadTheKeyAndAgreesToNothingUnknown() throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      raw.write(
          handshake(
              "/ws/graph",
              server.port(),
              "Sec-WebSocket-Extensions: permessage-mystery",
              "Sec-WebSocket-Protocol: chat"));

      String head = raw.readHead().toLowerCase(Locale.ROOT);

      assertThat(head)
          .contains(
              "sec-websocket-accept: " + "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=".toLowerCase(Locale.ROOT))
          .doesNotContain("sec-websocket-extensions")
          .doesNotContain("sec-websocket-protocol");
    }
  }

  @Test
  void refusesAsAProblemInJson() throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      raw.write(handshake("/ws/nothing", server.port()));

      String head = raw.readHead();

      assertThat(head).containsIgnoringCase("content-type: application/problem+json");
    }
  }

  @Test
  void saysWhichVersionItSpeaks() throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      raw.write(handshake("/ws/graph", server.port()).replace("Version: 13", "Version: 12"));

      assertThat(raw.readHead()).containsIgnoringCase("sec-websocket-version: 13");
    }
  }

  @Test
  void answersACloseFrameInKind() throws IOException {
    try (RawSocket raw = server.raw()) {
      raw.write(RawSocket.frame(0x88, new byte[0]));

      List<Frame> frames = raw.readToEnd();

      assertThat(frames).extracting(Frame::closeCode).containsExactly(1005);
    }
  }

  private static String with(String request, String header) {
    return request.replace("\r\n\r\n", "\r\n" + header + "\r\n\r\n");
  }
}
