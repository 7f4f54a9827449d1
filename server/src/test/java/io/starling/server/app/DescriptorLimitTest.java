package io.starling.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorLimitTest {

  @ParameterizedTest
  @CsvSource({
    "20000, 100, 19644",
    "1024, 50, 718",
    "100, 50, 1",
    "9223372036854775807, 0, 2147483647"
  })
  void leavesWhatIsNeitherOpenNorReserved(long most, long open, int connections) {
    assertThat(new DescriptorLimit(most, open).connections()).isEqualTo(connections);
  }

  @Test
  void isTheProcesses() {
    DescriptorLimit limit = DescriptorLimit.current();

    assertThat(limit.most()).isGreaterThan(limit.open());
  }
}
