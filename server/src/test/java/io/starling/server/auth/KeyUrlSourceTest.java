package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyUrlSourceTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  /** What the key server does with a request: answers bytes, or fails. */
  private interface Answer {
    byte[] get() throws IOException;
  }

  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private HttpServer server;
  private volatile int status = 200;
  private volatile Answer answer = () -> new byte[0];

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = answer.get();
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    closing.countDown();
    server.stop(0);
  }

  @Test
  void fetchesOnceForManyTokens() {
    serve(Tokens.set(Tokens.RSA, Tokens.EC256));
    try (var verifier = verifier(LONG, LONG)) {
      for (int i = 0; i < 10; i++) {
        assertThat(verifier.verify(token(Tokens.RSA))).isInstanceOf(Verdict.Accepted.class);
      }
    }

    assertThat(requests).hasValue(1);
  }

  @Test
  void fetchesAnewForAKeyThatItDoesNotKnow() {
    RSAKey next = Tokens.rsa("next", 2048);
    serve(Tokens.set(Tokens.RSA));
    try (var verifier = verifier(LONG, LONG)) {
      verifier.verify(token(Tokens.RSA));
      serve(Tokens.set(next));

      assertThat(verifier.verify(token(next))).isInstanceOf(Verdict.Accepted.class);
      assertThat(verifier.verify(token(Tokens.RSA))).asString().contains("does not know");
    }
  }

  @Test
  void fetchesRarelyForKeysThatNobodyKnows() {
    serve(Tokens.set(Tokens.RSA));
    try (var verifier = verifier(LONG, LONG)) {
      for (int i = 0; i < 20; i++) {
        var verdict = verifier.verify(unknown("kid-" + i));

        assertThat(verdict)
            .isEqualTo(
                Verdict.invalid("The token is signed with a key that this server does not know"));
      }
    }

    assertThat(requests).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void goesOnThroughAnOutage() {
    serve(Tokens.set(Tokens.RSA));
    Duration refresh = Duration.ofMillis(1300);
    try (var verifier = verifier(refresh, Duration.ofMillis(100))) {
      verifier.verify(token(Tokens.RSA));
      status = 500;

      // Until it was asked again, and failed, twice.
      await()
          .until(
              () -> {
                assertThat(verifier.verify(token(Tokens.RSA))).isInstanceOf(Verdict.Accepted.class);
                return requests.get() >= 3;
              });
      assertThat(verifier.verify(token(Tokens.RSA))).isInstanceOf(Verdict.Accepted.class);
    }
  }

  @Test
  void saysThatKeysAreNotToBeHadAndRecovers() {
    status = 503;
    try (var verifier = verifier(LONG, Duration.ofMillis(50))) {
      var down = verifier.verify(token(Tokens.RSA));
      serve(Tokens.set(Tokens.RSA));
      status = 200;

      assertThat(down)
          .isEqualTo(Verdict.unavailable("The keys that tokens are checked with can't be had now"));
      await().until(() -> verifier.verify(token(Tokens.RSA)) instanceof Verdict.Accepted);
    }
  }

  @Test
  void saysSoToThoseWhoAskBeforeItMayAskAgain() {
    status = 503;
    try (var verifier = verifier(LONG, LONG)) {
      for (int i = 0; i < 10; i++) {
        assertThat(verifier.verify(token(Tokens.RSA))).asString().contains("SERVICE_UNAVAILABLE");
      }
    }

    assertThat(requests).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void doesNotWaitForASlowServer() {
    answer =
        () -> {
          try {
            closing.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return new byte[0];
        };
    try (var verifier = verifier(LONG, LONG)) {
      assertThat(verifier.verify(token(Tokens.RSA))).asString().contains("SERVICE_UNAVAILABLE");
    }
  }

  @Test
  void takesNoOversizedSet() {
    try (var verifier = verifier(LONG, Duration.ofMillis(50))) {
      answer = () -> new byte[KeySets.MAX_BYTES + 1];
      assertThat(verifier.verify(token(Tokens.RSA))).asString().contains("SERVICE_UNAVAILABLE");
    }
    try (var verifier = verifier(LONG, Duration.ofMillis(50))) {
      serve("{\"keys\":[" + "{\"kty\":\"x\"},".repeat(9_999) + "{\"kty\":\"x\"}]}");
      assertThat(verifier.verify(token(Tokens.RSA))).asString().contains("SERVICE_UNAVAILABLE");
    }
  }

  @Test
  void followsNoRedirection() {
    status = 302;
    try (var verifier = verifier(LONG, LONG)) {
      assertThat(verifier.verify(token(Tokens.RSA))).asString().contains("SERVICE_UNAVAILABLE");
    }

    assertThat(requests).hasValueLessThanOrEqualTo(2);
  }

  private void serve(String set) {
    answer = () -> set.getBytes(StandardCharsets.UTF_8);
  }

  private JwtVerifier verifier(Duration refresh, Duration pause) {
    Duration timeout = Duration.ofMillis(500);
    return JwtVerifierTest.verifier(
        new JwtKeys.KeyUrl(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"),
            timeout,
            refresh.equals(LONG) ? LONG.plusMinutes(1) : refresh,
            Duration.ofDays(1),
            pause));
  }

  private static String token(RSAKey key) {
    return Tokens.compact(
        Tokens.header("RS256", key.getKeyID()), Tokens.good(), Tokens.rs(key, JWSAlgorithm.RS256));
  }

  private static String unknown(String kid) {
    return Tokens.compact(
        Tokens.header("RS256", kid), Tokens.good(), Tokens.rs(Tokens.RSA, JWSAlgorithm.RS256));
  }
}
