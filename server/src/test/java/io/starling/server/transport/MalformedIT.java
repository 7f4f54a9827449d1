package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.app.Served;
import io.starling.server.testing.Pages;
import io.starling.server.testing.RawSocket;
import io.starling.server.testing.Talker;
import io.starling.server.transport.BadInput.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything wrong gets its documented answer in every dialect, and before there is any. */
class MalformedIT {

  @TempDir private static Path folder;
  private static Served server;

  @BeforeAll
  static void serve() throws IOException {
    server =
        Served.folder(
            Pages.ring(folder, 3),
            """
            limits.rates.messages: {per_minute: 100000, burst: 1000}
            limits.rates.authentication: {per_minute: 1000, burst: 1000}
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<BadText.Case> texts() {
    return BadText.all();
  }

  static List<BadRequests.Case> requests() {
    return BadRequests.all(server.port());
  }

  @Test
  void isAskedManyWays() {
    int all = BadInput.all(1).size() + texts().size() + requests().size();

    assertThat(all).isGreaterThanOrEqualTo(400);
    assertThat(texts()).extracting(BadText.Case::toString).doesNotHaveDuplicates();
    assertThat(requests()).extracting(BadRequests.Case::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void answersAsDocumented(BadText.Case bad) throws IOException {
    String[] offer = bad.packed() ? new String[] {BadText.MESSAGE_PACK} : new String[0];
    try (Talker talker = Talker.connect(server.port(), bad.path(), offer)) {
      talker.socket().write(bad.input());

      switch (bad.answer()) {
        case Answer.Close(int code) -> assertThat(talker.closed().closeCode()).isEqualTo(code);
        case Answer.Failure(String code) ->
            assertThat(talker.untilPong().stream().map(Talker::code).filter(Objects::nonNull))
                .containsExactly(code);
        case Answer.Warning _, Answer.Nothing _ -> throw new AssertionError("there is none here");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void refusesWithTheRightStatus(BadRequests.Case bad) throws IOException {
    try (RawSocket raw = RawSocket.connected(server.port())) {
      raw.write(bad.request());

      assertThat(raw.readHead()).startsWith("HTTP/1.").contains(" " + bad.status() + " ");
    }
  }
}
