package io.starling.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "::1", "127.0.0.5"})
  void knowsLoopbackAndItsNames(String host) {
    BindAddress address = BindAddress.of(host);

    assertThat(address.isLoopback()).isTrue();
    assertThat(address.names()).contains("localhost", "127.0.0.1", "[::1]");
  }

  @Test
  void isReachedUnderAllItsNamesWhereItListensEverywhere() {
    BindAddress address = BindAddress.of("0.0.0.0");

    assertThat(address.isLoopback()).isFalse();
    assertThat(address.names()).contains("localhost", "127.0.0.1", "0.0.0.0");
    assertThat(address.names()).noneMatch(name -> name.contains("%"));
  }

  @Test
  void saysThatThereIsNoSuchAddress() {
    assertThatThrownBy(() -> BindAddress.of("no-such-host.invalid"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("no-such-host.invalid");
  }
}
