package io.starling.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JWSAlgorithm;
import com.sun.net.httpserver.HttpServer;
import io.starling.server.app.Served;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.Talker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Tokens by the keys of a real key server, which may change, and be slow. */
class KeyServerIT {

  @TempDir private Path folder;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch answers = new CountDownLatch(1);
  private HttpServer keyServer;
  private volatile String keys = Tokens.set(Tokens.EC256);
  private Served server;

  @BeforeEach
  void serve() throws IOException {
    keyServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keyServer.setExecutor(threads);
    keyServer.createContext(
        "/keys",
        exchange -> {
          try {
            answers.await();
          } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
          }
          byte[] body = keys.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    keyServer.start();
    server =
        Served.folder(
            Pages.ring(folder, 2),
            """
            auth.mode: required
            auth.jwt.jwks: http://127.0.0.1:%d/keys
            limits.rates.messages: {per_minute: 10000, burst: 10000}
            """
                .formatted(keyServer.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    answers.countDown();
    server.close();
    keyServer.stop(0);
    threads.close();
  }

  @Test
  void takesTokensOfKeysThatCameLaterAndNoneOfKeysThatWent() throws IOException {
    answers.countDown();
    try (Talker first = attempt(ec("ada"))) {
      assertThat(first.whoAmI().getString("user")).isEqualTo("ada");
    }
    keys = Tokens.set(Tokens.RSA);

    try (Talker second = attempt(rsa("eve"))) {
      assertThat(second.whoAmI().getString("user")).isEqualTo("eve");
      assertThat(status(ec("ada"))).isEqualTo(401);
      assertThat(second.authenticate(rsa("eve")).getString("type")).isEqualTo("authenticated");
    }
  }

  @Test
  void keepsWhatComesMeanwhileTheNewestHundredInOrder() throws IOException {
    try (Talker talker = Talker.connect(server.port(), "/ws")) {
      var all = new ByteArrayOutputStream();
      all.writeBytes(
          talker.frame(new JsonObject().put("type", "authenticate").put("token", ec("ada"))));
      for (int i = 0; i < 150; i++) {
        all.writeBytes(talker.frame(new JsonObject().put("type", "ping").put("id", i)));
      }
      talker.socket().write(all.toByteArray());
      // A ping frame waits for nobody, so that its answer tells that all has been read.
      talker.socket().write(RawSocket.frame(0x89, new byte[0]));
      while (talker.socket().read().opcode() != 10) {
        assertThat(talker.heard()).isEmpty();
      }
      answers.countDown();

      talker.hear(message -> Integer.valueOf(149).equals(message.getValue("id")));

      List<JsonObject> heard =
          talker.heard().stream()
              .filter(message -> !"connected".equals(message.getString("status")))
              .toList();
      assertThat(heard.get(0).getString("type")).isEqualTo("authenticated");
      assertThat(heard.get(1).getString("type")).isEqualTo("warning");
      assertThat(heard.get(1).getString("code")).isEqualTo("messages_dropped");
      assertThat(heard.get(1).getInteger("count")).isEqualTo(50);
      assertThat(heard.subList(2, heard.size()))
          .extracting(message -> message.getInteger("id"))
          .isEqualTo(IntStream.range(50, 150).boxed().toList());
    }
  }

  @Test
  void showsNoTokenAnywhere() throws IOException {
    answers.countDown();
    String good = ec(Tokens.CANARY);
    List<String> bad =
        List.of(rsa(Tokens.CANARY), good.substring(0, good.length() - 3), good + ".x");
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var appender = new ListAppender<ILoggingEvent>();
    Level before = root.getLevel();
    var said = new StringBuilder();
    appender.start();
    root.setLevel(Level.DEBUG);
    root.addAppender(appender);
    try (Talker known = attempt(good);
        Talker asking = Talker.connect(server.port(), "/ws/graph")) {
      for (String token : bad) {
        said.append(server.http().get("/api/info?token=" + token).body());
        said.append(server.http().get("/api/info", "Authorization", "Bearer " + token).body());
        try (Talker refused = Talker.attempt("127.0.0.1", server.port(), "/ws?token=" + token)) {
          said.append(refused.status()).append(refused.header("WWW-Authenticate"));
        }
        said.append(asking.authenticate(token));
      }
      said.append(known.ask("query", "nope", new JsonObject()));
    } finally {
      root.detachAppender(appender);
      root.setLevel(before);
    }
    for (ILoggingEvent event : List.copyOf(appender.list)) {
      said.append(event.getFormattedMessage()).append(event.getKeyValuePairs());
      said.append(event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage());
    }
    said.append(server.http().get("/metrics").body());

    assertThat(said.toString())
        .contains("credential refused", "starling_")
        .doesNotContain("canary", good.substring(40, 60), good.substring(good.length() - 30));
  }

  private int status(String token) throws IOException {
    try (Talker talker = attempt(token)) {
      return talker.status();
    }
  }

  private Talker attempt(String token) throws IOException {
    return Talker.attempt("127.0.0.1", server.port(), "/ws", "Authorization: Bearer " + token);
  }

  private static String ec(String user) {
    return Tokens.compact(
        Tokens.header("ES256", "ec256"), claims(user), Tokens.es(Tokens.EC256, JWSAlgorithm.ES256));
  }

  private static String rsa(String user) {
    return Tokens.compact(
        Tokens.header("RS256", "rsa"), claims(user), Tokens.rs(Tokens.RSA, JWSAlgorithm.RS256));
  }

  private static String claims(String user) {
    return new JsonObject()
        .put("sub", user)
        .put("exp", Instant.now().getEpochSecond() + 600)
        .put("scopes", new JsonArray())
        .encode();
  }
}
