package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.transport.DeflateOffer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateOfferTest {

  private static final String AGREED =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
  private static final String WINDOW = "; server_max_window_bits=15";

  /** Every set of parameters in every order, with every value that is legal. */
  static List<String> legalOffers() {
    List<String> server = List.of("", "; server_max_window_bits=");
    List<String> offers = new ArrayList<>();
    for (String takeover :
        List.of(
            "",
            "; server_no_context_takeover",
            "; client_no_context_takeover",
            "; server_no_context_takeover; client_no_context_takeover",
            "; client_no_context_takeover; server_no_context_takeover")) {
      for (String client : clientWindows().toList()) {
        offers.add(takeover + client);
        for (int bits = 8; bits <= 15; bits++) {
          offers.add(takeover + server.getLast() + bits + client);
          offers.add(client + server.getLast() + bits + takeover);
        }
      }
    }
    return offers;
  }

  private static Stream<String> clientWindows() {
    return Stream.concat(
        Stream.of("", "; client_max_window_bits", "; client_max_window_bits=\"9\""),
        IntStream.rangeClosed(8, 15).mapToObj(bits -> "; client_max_window_bits=" + bits));
  }

  @ParameterizedTest
  @MethodSource("legalOffers")
  void agreesUnlessTheServersWindowMustBeSmall(String parameters) {
    Answer expected =
        parameters.matches(".*server_max_window_bits=([89]|1[0-4])(;.*|$)")
            ? new Answer.Declined()
            : new Answer.Agreed(
                AGREED + (parameters.contains("server_max_window_bits") ? WINDOW : ""));

    assertThat(answer("permessage-deflate" + parameters)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server_no_context_takeover=true",
        "server_no_context_takeover=15",
        "client_no_context_takeover=1",
        "server_no_context_takeover; server_no_context_takeover",
        "client_no_context_takeover; client_no_context_takeover",
        "client_max_window_bits; client_max_window_bits",
        "client_max_window_bits=15; client_max_window_bits",
        "server_max_window_bits=15; server_max_window_bits=15",
        "server_max_window_bits",
        "server_max_window_bits=7",
        "server_max_window_bits=16",
        "server_max_window_bits=015",
        "server_max_window_bits=1.5e1",
        "server_max_window_bits=+15",
        "client_max_window_bits=7",
        "client_max_window_bits=16",
        "client_max_window_bits=08",
        "client_max_window_bits=0",
        "client_max_window_bits=-9",
        "client_max_window_bits=99999999999999999999",
        "client_max_window_bits=nine",
        "mystery",
        "mystery=1",
        "Server_no_context_takeover",
        "client_no_context_takeover; mystery"
      })
  void declinesAnOfferWithAParameterThatIsUnknownTwiceOrWrong(String parameters) {
    assertThat(answer("permessage-deflate; " + parameters)).isEqualTo(new Answer.Declined());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x-webkit-deflate-frame", "permessage-bzip2", "PerMessage-Deflate"})
  void declinesOtherExtensions(String header) {
    assertThat(answer(header)).isEqualTo(new Answer.Declined());
  }

  @Test
  void declinesWhereNothingIsOffered() {
    assertThat(DeflateOffer.answer(List.of())).isEqualTo(new Answer.Declined());
  }

  @Test
  void takesTheFirstOfferThatItCanAgreeTo() {
    Answer first =
        answer(
            "x-other, permessage-deflate; server_max_window_bits=10,"
                + " permessage-deflate; mystery, permessage-deflate; server_max_window_bits=15,"
                + " permessage-deflate");

    assertThat(first).isEqualTo(new Answer.Agreed(AGREED + WINDOW));
  }

  @Test
  void readsSeveralHeadersAsOne() {
    Answer answer =
        DeflateOffer.answer(
            List.of("permessage-deflate; server_max_window_bits=9", "permessage-deflate"));

    assertThat(answer).isEqualTo(new Answer.Agreed(AGREED));
  }

  /** Even where a good offer comes first: RFC 6455, section 9.1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate;",
        "permessage-deflate; a=",
        "permessage-deflate, \"",
        "permessage deflate"
      })
  void refusesABrokenHeader(String header) {
    assertThat(answer(header)).isEqualTo(new Answer.Malformed());
  }

  private static Answer answer(String header) {
    return DeflateOffer.answer(List.of(header));
  }
}
