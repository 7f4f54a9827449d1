package io.starling.graph.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.graph.folder.PageBytes.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PageBytesTest {

  @Test
  void readsUtf8WithAndWithoutItsMark() {
    byte[] plain = "Küste 🐠".getBytes(StandardCharsets.UTF_8);
    byte[] marked = ("\uFEFF" + "Küste 🐠").getBytes(StandardCharsets.UTF_8);

    assertThat(PageBytes.decode(plain)).contains(new Decoded("Küste 🐠", null));
    assertThat(PageBytes.decode(marked)).contains(new Decoded("Küste 🐠", null));
  }

  @Test
  void readsUtf16ByItsMark() {
    assertThat(PageBytes.decode("\uFEFFKüste".getBytes(StandardCharsets.UTF_16LE)))
        .contains(new Decoded("Küste", null));
    assertThat(PageBytes.decode("\uFEFFKüste".getBytes(StandardCharsets.UTF_16BE)))
        .contains(new Decoded("Küste", null));
  }

  @Test
  void readsLatin1AndSaysSo() {
    byte[] bytes = "Küste à la mer".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(PageBytes.decode(bytes))
        .contains(
            new Decoded(
                "Küste à la mer",
                "The file is not UTF-8; it is read as Latin-1. Save it as UTF-8."));
  }

  @Test
  void marksTheBrokenCharactersOfDamagedUtf8() {
    byte[] bytes = "Küste über See, ölig? ".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xC3;

    assertThat(PageBytes.decode(bytes))
        .contains(
            new Decoded(
                "Küste über See, ölig?\uFFFD",
                "The file has bytes that are not UTF-8; they are shown as \uFFFD."));
  }

  @Test
  void refusesWhatIsNoText() {
    byte[] random = new byte[4_096];
    new SplittableRandom(1).nextBytes(random);

    assertThat(PageBytes.decode(random)).isEmpty();
    assertThat(PageBytes.decode(new byte[] {'a', 0, 'b'})).isEmpty();
    assertThat(PageBytes.decode(new byte[] {1, 2, 3, 4})).isEmpty();
  }

  @Test
  void readsNothingAsNothing() {
    assertThat(PageBytes.decode(new byte[0])).contains(new Decoded("", null));
  }
}
