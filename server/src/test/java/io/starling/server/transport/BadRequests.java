package io.starling.server.transport;

import static io.starling.server.testing.RawSocket.KEY;
import static io.starling.server.testing.RawSocket.handshake;

import java.util.ArrayList;
import java.util.List;

/** Requests that nobody should send, and the status that each gets. */
final class BadRequests {

  /** One connection's first request. */
  record Case(String name, String request, int status) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.";

  private final int port;
  private final List<Case> cases = new ArrayList<>();

  private BadRequests(int port) {
    this.port = port;
  }

  static List<Case> all(int port) {
    var bad = new BadRequests(port);
    bad.handshakes();
    bad.credentials();
    bad.extensions();
    bad.smuggling();
    return bad.cases;
  }

  private void handshakes() {
    String good = handshake("/ws", port);
    String host = "Host: 127.0.0.1:" + port + "\r\n";
    add("no host", 403, good.replace(host, ""));
    add("an empty host", 403, good.replace(host, "Host: \r\n"));
    add("a host with a user", 403, good.replace(host, "Host: a@127.0.0.1\r\n"));
    add("a rebound host", 403, good.replace(host, "Host: 127.0.0.1.evil.example\r\n"));
    add("HTTP/1.0", 400, good.replace("HTTP/1.1", "HTTP/1.0"));
    add("HTTP/1.2", 501, good.replace("HTTP/1.1", "HTTP/1.2"));
    add("DELETE", 400, good.replace("GET ", "DELETE "));
    for (String key : List.of("", "=", "a", "AAAA", KEY + "=", "====", KEY + ", " + KEY)) {
      add("the key '" + key + "'", 400, good.replace(KEY, key));
    }
    for (String version : List.of("", "0", "7", "14", "13, 8", "x", "1313")) {
      add("version '" + version + "'", 426, good.replace("Version: 13", "Version: " + version));
    }
    for (String path :
        List.of("/ws/", "/ws/x", "/WS", "/..", "/ws%00", "/api", "//ws", "/ws;a=b")) {
      add("the path " + path, 404, handshake(path, port));
    }
    add("the path *", 404, handshake("*", port));
    for (String origin :
        List.of("null", "http://evil.example", "file://", "http://127.0.0.1.evil.example", "")) {
      add("the origin '" + origin + "'", 403, handshake("/ws", port, "Origin: " + origin));
    }
    add("headers of 17 KB", 431, handshake("/ws", port, "X: " + "a".repeat(17_000)));
    add("a line of 17 KB", 414, handshake("/ws?" + "a".repeat(17_000), port));
    add("2,000 headers", 431, handshake("/ws", port, many(2_000)));
  }

  private void credentials() {
    for (String value :
        List.of(
            "Bearer",
            "Bearer ",
            "Bearer x",
            "Bearer a b",
            "Basic YTpi",
            "Nostr",
            "Nostr x",
            "Nostr e30=",
            "Bearer " + TOKEN,
            "Bearer " + "a".repeat(10_000),
            "bearer\tx",
            ",")) {
      String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
      add("Authorization: " + shown, 401, handshake("/ws", port, "Authorization: " + value));
    }
    add(
        "two headers that differ",
        401,
        handshake("/ws", port, "Authorization: Bearer x", "Authorization: Bearer y"));
    for (String query :
        List.of("token=", "token=x", "token=%00", "token=a&token=b", "token=" + TOKEN)) {
      add("the query " + query, 401, handshake("/ws?" + query, port));
    }
    for (String offer :
        List.of(
            "bearer", "bearer,", "bearer, x", TOKEN, "bearer, " + TOKEN, "bearer, x, " + TOKEN)) {
      add(
          "the subprotocol " + offer,
          401,
          handshake("/ws", port, "Sec-WebSocket-Protocol: " + offer));
    }
  }

  private void extensions() {
    for (String offer :
        List.of(
            "permessage-deflate;",
            "permessage-deflate; =",
            "permessage-deflate; a b",
            "permessage-deflate; server_max_window_bits=\"",
            "@",
            "permessage-deflate; server_max_window_bits=\u007f")) {
      add(
          "the extension " + offer,
          400,
          handshake("/ws", port, "Sec-WebSocket-Extensions: " + offer));
    }
  }

  private void smuggling() {
    String host = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n";
    String post = "POST /api/clients/x/disconnect" + host;
    add("two lengths", 400, post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde");
    add("a length of letters", 400, post + "Content-Length: abc\r\n\r\n");
    add("a length below zero", 400, post + "Content-Length: -1\r\n\r\n");
    add("a length with a sign", 400, post + "Content-Length: +5\r\n\r\nabcde");
    add("a list of lengths", 400, post + "Content-Length: 5, 6\r\n\r\nabcde");
    add(
        "a length and chunks",
        400,
        post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n");
    add(
        "chunks and a length",
        400,
        post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    add(
        "an upgrade with both",
        400,
        handshake("/ws", port, "Transfer-Encoding: chunked", "Content-Length: 5"));
    add("an unknown coding", 400, post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n");
    add("chunks twice", 400, post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n");
    add("a space before the colon", 400, post + "Content-Length : 0\r\n\r\n");
    add("a header without a colon", 400, post + "Content-Length\r\n\r\n");
    add("a folded header", 400, post + "X: a\r\n b\r\n\r\n");
    add("NUL in a header", 400, post + "X: a\0b\r\n\r\n");
    add("a bare return", 400, post + "X: a\rb\r\n\r\n");
    add("no version", 400, "GET /api/info\r\nHost: 127.0.0.1\r\n\r\n");
    add("no path", 400, "GET HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    add("binary", 400, "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n");
    add("two hosts for an upgrade", 400, handshake("/ws", port, "Host: 127.0.0.1"));
    add("two hosts", 400, "GET /api/info" + host + "Host: evil.example\r\n\r\n");
  }

  private static String[] many(int count) {
    String[] headers = new String[count];
    for (int i = 0; i < count; i++) {
      headers[i] = "X-" + i + ": a";
    }
    return headers;
  }

  private void add(String name, int status, String request) {
    cases.add(new Case(name, request, status));
  }
}
