package io.starling.protocol.messagepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.vectors.AllocationMeter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MalformedMessagePackTest {
  private static final int MESSAGE_BYTES = 1 << 20;
  private static final int COST_FACTOR = 64;

  /** What the reader itself takes, whatever the input. */
  private static final int FIXED_COST = 64 * 1024;

  /** A line of malformed.tsv: name, bytes, why they are refused. */
  record Case(String name, String hex, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException, URISyntaxException {
    var url = Objects.requireNonNull(MalformedMessagePackTest.class.getResource("malformed.tsv"));
    return Files.readAllLines(Path.of(url.toURI())).stream()
        .map(line -> line.split("\t", 3))
        .map(cells -> new Case(cells[0], cells[1], cells[2]))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhy(Case malformed) {
    ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(malformed.hex()));

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
              assertThat(e.reason()).isEqualTo(malformed.reason());
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void costsLittleToRefuse(Case malformed) {
    ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(malformed.hex()));

    assertCheap(bytes);
  }

  @Test
  void countsAtLeastSixty() throws IOException, URISyntaxException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void refusesAMessageThatEndsAnywhereBeforeItsEnd() {
    ByteBuf whole = Unpooled.buffer();
    MessagePackWriter.fromJson(
        Unpooled.copiedBuffer(
            "{\"type\":\"subscribe\",\"id\":123456,\"events\":[\"agents\",\"é\",null,true,0.1,-7e9],"
                .concat("\"since\":{\"agents\":{\"epoch\":1,\"seq\":4294967296}},\"long\":\"")
                .concat("x".repeat(300) + "\"}"),
            StandardCharsets.UTF_8),
        whole);

    for (int length = 0; length < whole.readableBytes(); length++) {
      ByteBuf cut = whole.slice(0, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(ProtocolException.class);
    }
    assertThat(read(whole)).isPositive();
  }

  @Test
  void leavesToTheDialectWhatIsBadJson() {
    for (String hex :
        List.of(
            "82a474797065a470696e67a474797065a470696e67", // a key twice
            "82a474797065a470696e67a161" + "91".repeat(63) + "90", // depth 65
            "c0",
            "90")) {
      ByteBuf json = Unpooled.buffer();
      MessagePackReader.toJson(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)), json);
      assertThatThrownBy(() -> Dialect.EVENTS.decode(json)).isInstanceOf(ProtocolException.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nils in a list, dd000ffffb, c0",
    "booleans in a list, dd000ffffb, c2",
    "small integers, dd000ffffb, 7f",
    "large integers, dd0001c71c, cfffffffffffffffff",
    "floats, dd000332ff, ca3dcccccd",
    "doubles, dd0001c71c, cb3fb999999999999a",
    "times, dd0002aaaa, d6ffffffffff",
    "late times, dd0001999a, d7ff00000001ffffffff",
    "empty strings, dd000ffffb, a0",
    "empty lists, dd000ffffb, 90",
    "empty maps, dd000ffffb, 80",
    "pairs of nothing, df0007fffd, a0c0",
    "what JSON escapes, db000ffffb, 01",
    "a key that JSON escapes, 81db000ffffa, 01",
    "depth, '', 91",
  })
  void costsNoMoreThanItsShare(String name, String start, String unit) {
    ByteBuf bytes = Unpooled.buffer(MESSAGE_BYTES);
    bytes.writeBytes(ByteBufUtil.decodeHexDump(start));
    byte[] repeated = ByteBufUtil.decodeHexDump(unit);
    while (bytes.readableBytes() + repeated.length <= MESSAGE_BYTES) {
      bytes.writeBytes(repeated);
    }

    assertCheap(bytes);
  }

  private static void assertCheap(ByteBuf bytes) {
    long most = FIXED_COST + (long) COST_FACTOR * bytes.readableBytes();
    long first = allocated(bytes);
    assertThat(first > most ? allocated(bytes) : first).isLessThan(most); // first loads classes
  }

  private static long allocated(ByteBuf bytes) {
    return AllocationMeter.bytesOf(
        () -> {
          try {
            ByteBuf json = Unpooled.buffer();
            MessagePackReader.toJson(bytes, json);
            Dialect.EVENTS.decode(json);
          } catch (ProtocolException e) {
            assertThat(e.reason()).hasSizeLessThan(400);
          }
        });
  }

  private static int read(ByteBuf bytes) {
    ByteBuf json = Unpooled.buffer();
    MessagePackReader.toJson(bytes, json);
    return json.readableBytes();
  }
}
