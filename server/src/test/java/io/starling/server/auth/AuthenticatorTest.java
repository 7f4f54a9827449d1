package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AuthenticatorTest {

  private static final int SEARCHED = 16;

  @Test
  void tellsEachKindOfCredential(@TempDir Path folder) throws IOException {
    try (var authenticator = authenticator(folder)) {
      var jwt = new Credential.Jwt(Tokens.rsaToken(Tokens.good()));
      var inMessage = new Credential.Message(Tokens.rsaToken(Tokens.good()), null);

      assertThat(ask(authenticator, jwt)).isInstanceOf(Verdict.Accepted.class);
      assertThat(ask(authenticator, inMessage)).isInstanceOf(Verdict.Accepted.class);
      assertThat(ask(authenticator, NostrEvents.message(NostrEvents.login())))
          .isInstanceOf(Verdict.Accepted.class);
      assertThat(ask(authenticator, NostrEvents.header(NostrEvents.http(NostrEvents.URL))))
          .isInstanceOf(Verdict.Accepted.class);
      assertThat(authenticator.mode()).isEqualTo(AuthMode.REQUIRED);
    }
  }

  @Test
  void takesOnlyWhatIsSetUp() {
    var options = new AuthOptions(AuthMode.OPTIONAL, null, null);
    try (var authenticator = new Authenticator(options, InstantSource.fixed(Tokens.NOW))) {
      assertThat(ask(authenticator, new Credential.Jwt("a.b.c")))
          .isEqualTo(Verdict.invalid("This server takes no JWT"));
      assertThat(ask(authenticator, new Credential.Message("a.b.c", null)))
          .isEqualTo(Verdict.invalid("This server takes no JWT"));
      assertThat(ask(authenticator, new Credential.Message("{}", null)))
          .isEqualTo(Verdict.invalid("This server takes no Nostr event"));
      assertThat(ask(authenticator, new Credential.NostrHttp("e30=")))
          .isEqualTo(Verdict.invalid("This server takes no Nostr event"));
    }
  }

  /** A key server that accepts and says nothing keeps every check waiting. */
  @Test
  void neverBlocksWhoAsksAndBoundsHowManyWait() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var authenticator =
            new Authenticator(
                new AuthOptions(AuthMode.REQUIRED, new JwtOptions(at(silent), null, null), null, 2),
                InstantSource.fixed(Tokens.NOW))) {
      var jwt = new Credential.Jwt(Tokens.rsaToken(Tokens.good()));

      var first = authenticator.authenticate(jwt, NostrEvents.OCCASION);
      var second = authenticator.authenticate(jwt, NostrEvents.OCCASION);
      var third = authenticator.authenticate(jwt, NostrEvents.OCCASION);

      assertThat(third)
          .isCompletedWithValue(
              Verdict.unavailable("Too many are being asked who they are; try again"));
      assertThat(first.join()).asString().contains("SERVICE_UNAVAILABLE", "can't be had");
      assertThat(second.join()).asString().contains("SERVICE_UNAVAILABLE", "can't be had");
      assertThat(ask(authenticator, new Credential.Jwt("x"))).asString().contains("INVALID_TOKEN");
    }
  }

  @Test
  void refusesWhenClosed() {
    var authenticator =
        new Authenticator(
            new AuthOptions(AuthMode.DEMO, null, null), InstantSource.fixed(Tokens.NOW));

    authenticator.close();

    assertThat(ask(authenticator, new Credential.Jwt("x")))
        .isEqualTo(Verdict.unavailable("The server is closing"));
  }

  @Test
  void showsNoTokenInALogOrAReasonAndCallsNoneAnError(@TempDir Path folder) throws IOException {
    var credentials = new ArrayList<Credential>();
    Stream.concat(BadJwts.all().stream(), BadNostrEvents.all().stream())
        .map(BadCase::credential)
        .forEach(credentials::add);
    credentials.add(new Credential.Jwt(Tokens.rsaToken(Tokens.good())));
    credentials.add(NostrEvents.message(NostrEvents.login()));
    var said = new ArrayList<String>();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var appender = new ListAppender<ILoggingEvent>();
    Level before = root.getLevel();
    appender.start();
    root.setLevel(Level.TRACE);
    root.addAppender(appender);
    try (var authenticator = authenticator(folder)) {
      for (Credential credential : credentials) {
        said.add(ask(authenticator, credential).toString());
      }
    } finally {
      root.detachAppender(appender);
      root.setLevel(before);
    }

    List<ILoggingEvent> logged = List.copyOf(appender.list);
    assertThat(logged).hasSizeGreaterThan(100).noneMatch(event -> event.getLevel() == Level.ERROR);
    // The two who are let in are named after a canary, as it should be.
    said.removeIf(each -> each.startsWith("Accepted"));
    assertThat(said).hasSize(credentials.size() - 2);
    logged.forEach(event -> said.add(text(event)));
    String all = String.join("\n", said);
    assertThat(all).doesNotContain(Tokens.CANARY, NostrEvents.CANARY, "canary");
    for (Credential credential : credentials) {
      assertThat(pieces(credential)).noneMatch(all::contains);
    }
  }

  private static String text(ILoggingEvent event) {
    return event.getFormattedMessage()
        + Arrays.toString(event.getArgumentArray())
        + event.getKeyValuePairs()
        + (event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage());
  }

  /** Every part of a credential that is long enough to be no chance. */
  private static List<String> pieces(Credential credential) {
    String whole =
        switch (credential) {
          case Credential.Jwt(var token) -> token;
          case Credential.NostrHttp(var event) -> event;
          case Credential.Message(var token, _) -> token;
        };
    var pieces = new ArrayList<String>();
    for (int i = 0; i + SEARCHED <= Math.min(whole.length(), 1_000); i += SEARCHED) {
      pieces.add(whole.substring(i, i + SEARCHED));
    }
    return pieces;
  }

  private static Verdict ask(Authenticator authenticator, Credential credential) {
    return authenticator.authenticate(credential, NostrEvents.OCCASION).join();
  }

  private static Authenticator authenticator(Path folder) throws IOException {
    var keys = new JwtKeys.KeyFile(JwtVerifierTest.keyFile(folder));
    return new Authenticator(
        new AuthOptions(
            AuthMode.REQUIRED,
            new JwtOptions(keys, Tokens.ISSUER, Tokens.AUDIENCE),
            NostrVerifierTest.options(null)),
        InstantSource.fixed(Tokens.NOW));
  }

  private static JwtKeys at(ServerSocket socket) {
    return new JwtKeys.KeyUrl(
        URI.create("http://127.0.0.1:" + socket.getLocalPort()),
        Duration.ofMillis(500),
        Duration.ofMinutes(10),
        Duration.ofDays(1),
        Duration.ofMinutes(1));
  }
}
