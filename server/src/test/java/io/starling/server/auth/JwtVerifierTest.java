package io.starling.server.auth;

import static io.starling.server.auth.Tokens.NOW;
import static io.starling.server.auth.Tokens.compact;
import static io.starling.server.auth.Tokens.good;
import static io.starling.server.auth.Tokens.header;
import static io.starling.server.auth.Tokens.rsaToken;
import static io.starling.server.auth.Tokens.with;
import static io.starling.server.auth.Tokens.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.starling.protocol.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwtVerifierTest {

  private JwtVerifier verifier;

  @BeforeAll
  void openKeys(@TempDir Path folder) throws IOException {
    verifier = verifier(new JwtKeys.KeyFile(keyFile(folder)));
  }

  @AfterAll
  void close() {
    verifier.close();
  }

  /** The good keys, and such as are good for something else. */
  static Path keyFile(Path folder) throws IOException {
    var keys = new ArrayList<Map<String, Object>>();
    for (JWK key : Tokens.allKeys()) {
      keys.add(key.toPublicJWK().toJSONObject());
    }
    RSAKey rsa = Tokens.RSA.toPublicJWK();
    keys.add(
        new RSAKey.Builder(rsa).keyID("for-enc").keyUse(KeyUse.ENCRYPTION).build().toJSONObject());
    keys.add(
        new RSAKey.Builder(rsa)
            .keyID("for-ps256")
            .algorithm(JWSAlgorithm.PS256)
            .build()
            .toJSONObject());
    keys.add(
        new RSAKey.Builder(rsa)
            .keyID("for-rs256")
            .algorithm(new Algorithm("RS256"))
            .build()
            .toJSONObject());
    keys.add(new OctetSequenceKey.Builder(new byte[32]).keyID("oct").build().toJSONObject());
    return Files.writeString(
        folder.resolve("keys.json"),
        com.nimbusds.jose.util.JSONObjectUtils.toJSONString(Map.of("keys", keys)));
  }

  static JwtVerifier verifier(JwtKeys keys) {
    return new JwtVerifier(
        new JwtOptions(keys, Tokens.ISSUER, Tokens.AUDIENCE), InstantSource.fixed(NOW));
  }

  static Stream<String> goodByKeys() {
    return Stream.of(
            Stream.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512)
                .map(
                    each ->
                        compact(
                            header(each.getName(), "rsa"), good(), Tokens.rs(Tokens.RSA, each))),
            Stream.of(
                compact(
                    header("ES256", "ec256"), good(), Tokens.es(Tokens.EC256, JWSAlgorithm.ES256)),
                compact(
                    header("ES384", "ec384"), good(), Tokens.es(Tokens.EC384, JWSAlgorithm.ES384)),
                compact(
                    header("ES512", "ec521"), good(), Tokens.es(Tokens.EC521, JWSAlgorithm.ES512)),
                compact(header("EdDSA", "ed"), good(), Tokens::signEd),
                compact(header("Ed25519", "ed"), good(), Tokens::signEd),
                compact("{\"alg\":\"EdDSA\"}", good(), Tokens::signEd),
                compact(
                    "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
                    good(),
                    Tokens.rs(Tokens.RSA, JWSAlgorithm.RS256)),
                compact(
                    "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}",
                    good(),
                    Tokens.rs(Tokens.RSA, JWSAlgorithm.RS256)),
                compact(
                    header("RS256", "for-rs256"),
                    good(),
                    Tokens.rs(Tokens.RSA, JWSAlgorithm.RS256))))
        .flatMap(each -> each);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("goodByKeys")
  void takesEachAlgorithmOfAKeySet(String token) {
    assertThat(verifier.verify(token))
        .isEqualTo(
            new Verdict.Accepted(
                Principal.known("ada " + Tokens.CANARY, Permissions.none()),
                Optional.of(NOW.plusSeconds(630))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void takesEachAlgorithmOfASecret(String algorithm) throws JOSEException {
    var old = SharedSecret.of("the secret before, of 32 bytes at least");
    var secrets = verifier(new JwtKeys.Secrets(List.of(old, SharedSecret.of(Tokens.SECRET))));

    var verdict =
        secrets.verify(
            compact(
                header(algorithm, "any"),
                good(),
                Tokens.hs(Tokens.SECRET, new JWSAlgorithm(algorithm))));

    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
  }

  static List<BadCase> bad() {
    return BadJwts.all();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refuses(BadCase bad) {
    var token = ((Credential.Jwt) bad.credential()).token();

    var verdict = verifier.verify(token);

    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    var refused = (Verdict.Refused) verdict;
    assertThat(refused.code()).isEqualTo(bad.code());
    assertThat(refused.reason()).contains(bad.because()).doesNotContain(Tokens.CANARY);
  }

  @Test
  void isTestedWithSixtyBadTokensAndMore() {
    assertThat(bad())
        .hasSizeGreaterThanOrEqualTo(60)
        .extracting(BadCase::name)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HS256 | another secret of 32 bytes, no.. | signature is not valid",
        "HS384 | a secret of 32 bytes, no more... | too short for how",
        "HS512 | a secret of 32 bytes, no more... | too short for how",
      })
  void refusesByASecret(String algorithm, String secret, String because) {
    // Of 32 bytes: enough for HS256 only.
    var secrets =
        verifier(
            new JwtKeys.Secrets(
                List.of(SharedSecret.of("a secret of 32 bytes, no more...".substring(0, 32)))));
    byte[] signer = secret.getBytes(java.nio.charset.StandardCharsets.UTF_8);

    var verdict =
        secrets.verify(
            compact(
                header(algorithm, "any"), good(), Tokens.hs(signer, new JWSAlgorithm(algorithm))));

    assertThat(verdict).asString().contains("INVALID_TOKEN", because);
  }

  @Test
  void refusesAPrivateKeysSignatureWhereASecretIsShared() {
    var secrets = verifier(new JwtKeys.Secrets(List.of(SharedSecret.of(Tokens.SECRET))));

    assertThat(secrets.verify(rsaToken(good())))
        .isEqualTo(
            Verdict.invalid("The token is signed with a private key; this server shares a secret"));
  }

  @Test
  void allowsForClocksThatDiffer() {
    long now = NOW.getEpochSecond();

    assertThat(verifier.verify(rsaToken(with("exp", now - 29))))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(verifier.verify(rsaToken(with("nbf", now + 30))))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void saysWhenATokenIsNoMoreTaken() {
    var whole = verifier.verify(rsaToken(with("exp", NOW.getEpochSecond() + 1)));
    var fraction = verifier.verify(rsaToken(with("exp", NOW.getEpochSecond() + 1.5)));

    assertThat(expiry(whole)).isEqualTo(NOW.plusSeconds(31));
    assertThat(expiry(fraction)).isEqualTo(NOW.plusMillis(31_500));
    var late = verifier.verify(rsaToken(with("exp", NOW.getEpochSecond() - 29)));
    assertThat(expiry(late)).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void findsItselfAmongSeveralAudiences() {
    assertThat(verifier.verify(rsaToken(with("aud", List.of("other", Tokens.AUDIENCE)))))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void looksAtIssuerAndAudienceOnlyWhereTheyAreSet(@TempDir Path folder) throws IOException {
    try (var any =
        new JwtVerifier(
            new JwtOptions(new JwtKeys.KeyFile(keyFile(folder)), null, null),
            InstantSource.fixed(NOW))) {
      assertThat(any.verify(rsaToken(without("iss")))).isInstanceOf(Verdict.Accepted.class);
      assertThat(any.verify(rsaToken(without("aud")))).isInstanceOf(Verdict.Accepted.class);
    }
  }

  @Test
  void readsWhatATokenAllows() {
    var scopes = rsaToken(with("scopes", List.of("voice", "settings:write", "somebody:else's")));
    var grants =
        rsaToken(
            with(
                "channels",
                List.of(Map.of("pattern", "agents.*", "allow", List.of("subscribe", "publish")))));

    Permissions byScopes = principal(verifier.verify(scopes)).permissions();
    Permissions byGrants = principal(verifier.verify(grants)).permissions();

    assertThat(byScopes.scopes()).containsExactlyInAnyOrder(Scope.VOICE, Scope.SETTINGS_WRITE);
    assertThat(byScopes.maySubscribe("git.status")).isTrue();
    assertThat(byGrants.mayPublish("agents.a")).isTrue();
    assertThat(byGrants.maySubscribe("git.status")).isFalse();
  }

  @Test
  void saysThatATokenExpiredOnlyToWhomItWasGiven() {
    String expired = Tokens.with("exp", 1);
    String forged =
        compact(header("RS256", "rsa"), expired, Tokens.rs(Tokens.OTHER_RSA, JWSAlgorithm.RS256));

    assertThat(((Verdict.Refused) verifier.verify(forged)).code())
        .isEqualTo(ErrorCode.INVALID_TOKEN);
  }

  /** A library's slip on some odd value would be our fault, not the client's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alg",
        "typ",
        "cty",
        "kid",
        "x5t",
        "x5t#S256",
        "x5c",
        "jwk",
        "iat",
        "nonce",
        "p2c"
      })
  void judgesHeadersOfOddValues(String name) {
    for (String odd :
        List.of("null", "7", "-1e300", "true", "[]", "[[7]]", "{}", "\"\"", "\"é\"")) {
      String header =
          "{\"" + name + "\":" + odd + (name.equals("alg") ? "}" : ",\"alg\":\"RS256\"}");
      String token = compact(header, good(), Tokens.rs(Tokens.OTHER_RSA, JWSAlgorithm.RS256));

      assertThat(verifier.verify(token)).asString().contains("INVALID_TOKEN");
    }
  }

  static Principal principal(Verdict verdict) {
    return ((Verdict.Accepted) verdict).principal();
  }

  private static Instant expiry(Verdict verdict) {
    return ((Verdict.Accepted) verdict).expiry().orElseThrow();
  }
}
