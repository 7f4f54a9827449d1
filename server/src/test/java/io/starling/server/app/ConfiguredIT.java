package io.starling.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.configuration.Configuration;
import io.starling.server.app.configuration.ConfigurationInput;
import io.starling.server.session.Heartbeat;
import io.starling.server.testing.GraphClient;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.transport.Patience;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is configured reaches what it is for. */
class ConfiguredIT {

  @TempDir private Path folder;

  @Test
  void takesEverythingThatSurroundsAServer() {
    Configuration configuration =
        configuration(
            """
            heartbeat: fast
            timeouts: {request: 1s, message: 2s, unread: 3s}
            """);

    assertThat(Surroundings.of(configuration))
        .isEqualTo(
            new Surroundings(
                Surroundings.USUAL.allocator(),
                Surroundings.USUAL.clock(),
                Duration.ofSeconds(3),
                Heartbeat.FAST,
                new Patience(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                configuration));
  }

  @Test
  void isTheUsualWhereNothingIsConfigured() {
    assertThat(Surroundings.of(Configuration.defaults())).isEqualTo(Surroundings.USUAL);
  }

  @Test
  void answersUnderTheNamesThatAreAllowed() throws IOException {
    try (Server server = start("security.allowed_hosts: [Balancer.example]")) {
      assertThat(status(server, "balancer.example")).isEqualTo("HTTP/1.1 200 OK");
      assertThat(status(server, "127.0.0.1")).isEqualTo("HTTP/1.1 200 OK");
      assertThat(status(server, "evil.example")).isEqualTo("HTTP/1.1 403 Forbidden");
    }
  }

  @Test
  void limitsMessagesAsConfigured() throws IOException {
    try (Server server = start("limits.rates.messages: {per_minute: 1, burst: 1}");
        GraphClient client = GraphClient.connect(server.port(), "/ws/graph")) {
      client.filter(new JsonObject());
      client.filter(new JsonObject());

      assertThat(client.error()).isEqualTo("RATE_LIMIT_EXCEEDED");
    }
  }

  private Server start(String file) throws IOException {
    return Server.start(Pages.ring(folder, 3), configuration("server.port: 0\n" + file));
  }

  private static Configuration configuration(String file) {
    return Configuration.read(new ConfigurationInput("starling.yaml", file, Map.of(), Map.of()));
  }

  private static String status(Server server, String host) throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      raw.write("GET /api/info HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      return raw.readHead().lines().findFirst().orElseThrow();
    }
  }
}
