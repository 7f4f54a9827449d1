package io.starling.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.transport.Extensions.Extension;
import io.starling.server.transport.Extensions.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsTest {

  @Test
  void readsExtensionsAndParametersInTheirOrder() {
    assertThat(Extensions.parse("a; b=1 ;c, d ,e;f=\"g\\h\""))
        .hasValue(
            List.of(
                new Extension("a", List.of(new Parameter("b", "1"), new Parameter("c", null))),
                new Extension("d", List.of()),
                new Extension("e", List.of(new Parameter("f", "gh")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " ,\t, "})
  void findsNothingInAnEmptyList(String header) {
    assertThat(Extensions.parse(header)).hasValue(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,", ",a", " , a , ", "a,,"})
  void passesOverEmptyElements(String header) {
    assertThat(Extensions.parse(header)).hasValue(List.of(new Extension("a", List.of())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";",
        "=",
        "a;",
        "a;;b",
        "a; ,b",
        "a b",
        "a;b=",
        "a;b=,c",
        "a=1",
        "a;b==1",
        "a;b=1 2",
        "a;b=\"",
        "a;b=\"\"",
        "a;b=\"1",
        "a;b=\"1 2\"",
        "a;b=\"1\\\"",
        "a;b=\"1\\",
        "a;b=\"1\"2",
        "a/b",
        "\"a\"",
        "a;\"b\"",
        "(a)",
        "ä",
        "a;b=ä",
        "a\u0000",
        "a;b=\u007F",
        "a\r\nb"
      })
  void refusesWhatBreaksTheGrammar(String header) {
    assertThat(Extensions.parse(header)).isEmpty();
  }

  @Test
  void readsAHeaderOfAnySizeInOneGo() {
    assertThat(Extensions.parse("a;".repeat(8_000) + "a").orElseThrow().getFirst().parameters())
        .hasSize(8_000);
  }
}
