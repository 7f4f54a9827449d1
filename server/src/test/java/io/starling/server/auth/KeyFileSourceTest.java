package io.starling.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileSourceTest {

  @TempDir private Path folder;

  @Test
  void readsTheFileAnewWhenItChanged() throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), Tokens.set(Tokens.EC256));
    String token = Tokens.rsaToken(Tokens.good());
    try (var verifier = JwtVerifierTest.verifier(new JwtKeys.KeyFile(file))) {
      var before = verifier.verify(token);
      Files.writeString(file, Tokens.set(Tokens.RSA));
      var after = verifier.verify(token);
      Files.writeString(file, "half a se");
      var broken = verifier.verify(token);
      Files.delete(file);
      var gone = verifier.verify(token);
      Files.writeString(file, Tokens.set(Tokens.EC256));
      var withdrawn = verifier.verify(token);

      assertThat(before).asString().contains("a key that this server does not know");
      assertThat(after).isInstanceOf(Verdict.Accepted.class);
      assertThat(broken).isInstanceOf(Verdict.Accepted.class);
      assertThat(gone).isInstanceOf(Verdict.Accepted.class);
      assertThat(withdrawn).isInstanceOf(Verdict.Refused.class);
    }
  }

  @Test
  void opensNoFileThatATokenNames() throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), Tokens.set(Tokens.EC256));
    Path named = Files.writeString(folder.resolve("named"), Tokens.set(Tokens.RSA));
    String token =
        Tokens.compact(
            Tokens.header("RS256", named.toString()),
            Tokens.good(),
            Tokens.rs(Tokens.RSA, JWSAlgorithm.RS256));
    try (var verifier = JwtVerifierTest.verifier(new JwtKeys.KeyFile(file))) {
      assertThat(verifier.verify(token)).asString().contains("key id is not a name");
    }
  }

  @Test
  void isNotSearchedForWhichOfManyKeysSigned() throws IOException {
    var keys = Collections.nCopies(9, Tokens.RSA).toArray(RSAKey[]::new);
    Path file = Files.writeString(folder.resolve("keys"), Tokens.set(keys));
    try (var verifier = JwtVerifierTest.verifier(new JwtKeys.KeyFile(file))) {
      assertThat(verifier.verify(Tokens.rsaToken(Tokens.good())))
          .isEqualTo(Verdict.invalid("The token does not say which of many keys signed it (kid)"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', not a JSON Web Key Set",
    "[], no list of keys",
    "null, no list of keys",
    "'{\"keys\":[null]}', something in it that is no key",
    "{}, no list of keys",
    "'{\"keys\":7}', no list of keys",
    "'{\"keys\":[7]}', something in it that is no key",
    "'{\"keys\":[{\"kty\":\"RSA\"}]}', not a JSON Web Key Set",
  })
  void saysWhatIsWrongAtTheStart(String content, String why) throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), content);

    assertThatThrownBy(() -> new KeyFileSource(file).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void saysThatAFileIsMissingOrTooLarge() throws IOException {
    Path large = folder.resolve("large");
    byte[] spaces = new byte[KeySets.MAX_BYTES + 1];
    Arrays.fill(spaces, (byte) ' ');
    Files.write(large, spaces);
    String many = "{\"keys\":[" + "{\"kty\":\"x\"},".repeat(9_999) + "{\"kty\":\"x\"}]}";
    Path manyKeys = Files.writeString(folder.resolve("many"), many);

    assertThatThrownBy(() -> new KeyFileSource(folder.resolve("none")).close())
        .hasMessageContaining("can't be read");
    assertThatThrownBy(() -> new KeyFileSource(large).close())
        .hasMessageContaining("more than 524288 bytes");
    assertThatThrownBy(() -> new KeyFileSource(manyKeys).close())
        .hasMessageContaining("10000 keys, more than 100");
  }
}
