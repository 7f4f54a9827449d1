package io.starling.server.auth;

import static io.starling.server.auth.Tokens.CANARY;
import static io.starling.server.auth.Tokens.EC256;
import static io.starling.server.auth.Tokens.EC384;
import static io.starling.server.auth.Tokens.NOW;
import static io.starling.server.auth.Tokens.OTHER_RSA;
import static io.starling.server.auth.Tokens.RSA;
import static io.starling.server.auth.Tokens.WEAK_RSA;
import static io.starling.server.auth.Tokens.compact;
import static io.starling.server.auth.Tokens.es;
import static io.starling.server.auth.Tokens.good;
import static io.starling.server.auth.Tokens.header;
import static io.starling.server.auth.Tokens.hs;
import static io.starling.server.auth.Tokens.rs;
import static io.starling.server.auth.Tokens.rsaToken;
import static io.starling.server.auth.Tokens.with;
import static io.starling.server.auth.Tokens.without;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import io.starling.protocol.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** JWTs that must be refused by a server that knows a set of public keys, each with its reason. */
final class BadJwts {

  private static final String NO_JWT = "three parts of base64url";
  private static final String NO_HEADER = "header is not what";
  private static final String SIGNATURE = "signature is not valid";
  private static final String UNKNOWN_KEY = "a key that this server does not know";
  private static final String KEY_ID = "key id is not a name";
  private static final String OWN_KEY = "brings its own key";
  private static final String EXTENSION = "demands an extension";
  private static final String TYPE = "a type that is not for this";
  private static final String NO_WAY = "in a way that this server does not take";
  private static final String NOT_SIGNED = "is not signed";
  private static final String MISFIT = "not for how the token is signed";
  private static final String CLAIMS = "claims are no JSON object";
  private static final String EXP = "does not say when it expires";
  private static final String NBF = "start (nbf) is no date";
  private static final String ISS = "(iss)";
  private static final String AUD = "(aud)";
  private static final String SUB = "(sub)";

  private final List<BadCase> cases = new ArrayList<>();

  private BadJwts() {}

  static List<BadCase> all() {
    var bad = new BadJwts();
    bad.shapes();
    bad.algorithms();
    bad.headers();
    bad.keyIds();
    bad.signatures();
    bad.times();
    bad.people();
    bad.permissions();
    return bad.cases;
  }

  private void shapes() {
    String token = rsaToken(good());
    String[] parts = token.split("\\.", -1);
    bad("empty", "", NO_JWT);
    bad("a word", CANARY, NO_JWT);
    bad("two parts", parts[0] + "." + parts[1], NO_JWT);
    bad("four parts", token + ".x", NO_JWT);
    bad("five parts, as an encrypted one", token + ".x.x", NO_JWT);
    bad("empty signature", parts[0] + "." + parts[1] + ".", NO_JWT);
    bad("empty payload", parts[0] + ".." + parts[2], NO_JWT);
    bad("empty header", "." + parts[1] + "." + parts[2], NO_JWT);
    bad("padded", token + "==", NO_JWT);
    bad("a space within", token.replaceFirst("\\.", ". "), NO_JWT);
    bad("a line break after", token + "\n", NO_JWT);
    bad("base64 instead of base64url", token.replaceFirst("\\.", ".+/"), NO_JWT);
    bad("Bearer within", "Bearer " + token, NO_JWT);
    bad("a character beyond ASCII", token + "ä", NO_JWT);
    bad("too long", token + "A".repeat(16 * 1024), "longer than 16384 bytes");
    bad("header not JSON", Base64URL.encode("alg=RS256") + ".x.x", NO_HEADER);
    bad("header a list", Base64URL.encode("[1]") + ".x.x", NO_HEADER);
    bad("header null", Base64URL.encode("null") + ".x.x", NO_HEADER);
    bad("header with alg twice", signed("{\"alg\":\"none\",\"alg\":\"RS256\"}"), NO_HEADER);
    bad("header with a comment", signed("{/**/\"alg\":\"RS256\"}"), NO_HEADER);
    bad("header not UTF-8", Base64URL.encode(new byte[] {-1, -2, -3}) + ".x.x", NO_HEADER);
    bad("header cut off", Base64URL.encode("{\"alg\":\"RS256\"") + ".x.x", NO_HEADER);
    bad(
        "header of depth 5,000",
        signed("{\"alg\":\"RS256\",\"a\":" + "[".repeat(5_000)),
        NO_HEADER);
    bad("header an empty object", signed("{}"), "does not say how it is signed");
  }

  private void algorithms() {
    bad("alg none", Base64URL.encode("{\"alg\":\"none\"}") + "." + body() + ".x", NOT_SIGNED);
    bad("alg nOnE", signed("{\"alg\":\"nOnE\",\"kid\":\"rsa\"}"), NOT_SIGNED);
    bad("alg a number", signed("{\"alg\":256}"), "does not say how it is signed");
    bad("alg null", signed("{\"alg\":null}"), "does not say how it is signed");
    bad("alg empty", signed("{\"alg\":\"\"}"), NO_WAY);
    bad("alg in lower case", signed(header("rs256", "rsa")), NO_WAY);
    bad("alg with a space", signed(header("RS256 ", "rsa")), NO_WAY);
    bad("alg RS1", signed(header("RS1", "rsa")), NO_WAY);
    bad("alg ES256K", signed(header("ES256K", "ec256")), NO_WAY);
    bad("alg Ed448", signed(header("Ed448", "ed")), NO_WAY);
    bad("alg of encryption", signed(header("RSA-OAEP", "rsa")), NO_WAY);
    bad("alg dir, enc", signed("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}"), "is encrypted");
    bad(
        "HS256 by the public key of the set",
        compact(header("HS256", "rsa"), good(), hs(publicBytes(), JWSAlgorithm.HS256)),
        "signed with a secret");
    bad(
        "HS512 by a guess",
        compact(header("HS512", "rsa"), good(), hs(new byte[64], JWSAlgorithm.HS512)),
        "signed with a secret");
    bad("RS256 named, EC key meant", signed(header("RS256", "ec256")), MISFIT);
    bad("ES256 named, RSA key meant", ecSigned(header("ES256", "rsa")), MISFIT);
    bad("ES256 named, P-384 key meant", ecSigned(header("ES256", "ec384")), MISFIT);
    bad(
        "ES384 named, P-256 key meant",
        compact(header("ES384", "ec256"), good(), es(EC384, JWSAlgorithm.ES384)),
        MISFIT);
    bad("EdDSA named, EC key meant", ecSigned(header("EdDSA", "ec256")), MISFIT);
    bad("RS256 by a key for encryption", signed(header("RS256", "for-enc")), MISFIT);
    bad("RS256 by a key for PS256", signed(header("RS256", "for-ps256")), MISFIT);
  }

  private void headers() {
    String end = ",\"alg\":\"RS256\",\"kid\":\"rsa\"}";
    bad("jku", signed("{\"jku\":\"https://evil.example/keys\"" + end), OWN_KEY);
    bad("x5u", signed("{\"x5u\":\"https://evil.example/c\"" + end), OWN_KEY);
    bad("jwk", signed("{\"jwk\":" + OTHER_RSA.toPublicJWK().toJSONString() + end), OWN_KEY);
    bad("x5c", signed("{\"x5c\":[\"MIIB\"]" + end), OWN_KEY);
    bad("crit of something", signed("{\"crit\":[\"exp\"],\"exp\":1" + end), EXTENSION);
    bad("crit empty", signed("{\"crit\":[]" + end), EXTENSION);
    bad("b64 false", signed("{\"b64\":false,\"crit\":[\"b64\"]" + end), EXTENSION);
    bad("typ of a logout token", signed("{\"typ\":\"logout+jwt\"" + end), TYPE);
    bad("typ of a proof", signed("{\"typ\":\"dpop+jwt\"" + end), TYPE);
    bad("typ a number", signed("{\"typ\":7" + end), TYPE);
  }

  private void keyIds() {
    bad("kid a path", signed(header("RS256", "../../dev/null")), KEY_ID);
    bad("kid an absolute path", signed(header("RS256", "/dev/null")), KEY_ID);
    bad("kid a Windows path", signed(header("RS256", "C:\\\\keys")), KEY_ID);
    bad("kid an address", signed(header("RS256", "https://evil.example/k")), KEY_ID);
    bad("kid a file's address", signed(header("RS256", "file:/etc/passwd")), KEY_ID);
    bad("kid with a line break", signed(header("RS256", "rsa\\n")), KEY_ID);
    bad("kid with a zero", signed(header("RS256", "rsa\\u0000")), KEY_ID);
    bad("kid empty", signed(header("RS256", "")), KEY_ID);
    bad("kid of 257 characters", signed(header("RS256", "k".repeat(257))), KEY_ID);
    bad("kid a number", signed("{\"alg\":\"RS256\",\"kid\":7}"), KEY_ID);
    bad("kid unknown", signed(header("RS256", "nobody")), UNKNOWN_KEY);
    bad("kid in upper case", signed(header("RS256", "RSA")), UNKNOWN_KEY);
    bad("kid of SQL", signed(header("RS256", "x'--")), UNKNOWN_KEY);
    bad(
        "kid of a secret in the set",
        compact(header("HS256", "oct"), good(), hs(new byte[32], JWSAlgorithm.HS256)),
        "signed with a secret");
  }

  private void signatures() {
    String token = rsaToken(good());
    String[] parts = token.split("\\.", -1);
    bad(
        "by another key of that name",
        compact(header("RS256", "rsa"), good(), rs(OTHER_RSA, JWSAlgorithm.RS256)),
        SIGNATURE);
    bad(
        "by a weak key",
        compact(header("RS256", "weak"), good(), rs(WEAK_RSA, JWSAlgorithm.RS256)),
        "less than 2048 bits");
    bad(
        "payload changed",
        parts[0] + "." + Base64URL.encode(with("sub", "eve")) + "." + parts[2],
        SIGNATURE);
    bad(
        "header changed",
        Base64URL.encode("{\"alg\":\"RS256\"}") + "." + parts[1] + "." + parts[2],
        SIGNATURE);
    bad(
        "signature of another token",
        parts[0] + "." + parts[1] + "." + rsaToken(with("x", 1)).split("\\.", -1)[2],
        SIGNATURE);
    bad("signature cut", token.substring(0, token.length() - 8), SIGNATURE);
    bad("signature of one byte", parts[0] + "." + parts[1] + ".AA", SIGNATURE);
    bad(
        "RS256 named, PS256 made",
        compact(header("RS256", "rsa"), good(), rs(RSA, JWSAlgorithm.PS256)),
        SIGNATURE);
    bad(
        "RS256 named, RS512 made",
        compact(header("RS256", "rsa"), good(), rs(RSA, JWSAlgorithm.RS512)),
        SIGNATURE);
    bad("ES256 of zeros", compact(header("ES256", "ec256"), good(), _ -> new byte[64]), SIGNATURE);
    bad("ES256 in DER", compact(header("ES256", "ec256"), good(), BadJwts::derOfEc), SIGNATURE);
    bad("EdDSA of zeros", compact(header("EdDSA", "ed"), good(), _ -> new byte[64]), SIGNATURE);
    bad("EdDSA too short", compact(header("EdDSA", "ed"), good(), _ -> new byte[63]), SIGNATURE);
    bad(
        "without kid, by nobody's key",
        compact("{\"alg\":\"RS256\"}", good(), rs(OTHER_RSA, JWSAlgorithm.RS256)),
        SIGNATURE);
  }

  private void times() {
    long now = NOW.getEpochSecond();
    bad("expired 30 s ago", ErrorCode.TOKEN_EXPIRED, with("exp", now - 30), "has expired");
    bad("expired in 1970", ErrorCode.TOKEN_EXPIRED, with("exp", 0), "has expired");
    claims("exp missing", without("exp"), EXP);
    claims("exp null", with("exp", null), EXP);
    claims("exp a text", with("exp", "" + (now + 600)), EXP);
    claims("exp negative", with("exp", -1), EXP);
    claims("exp in milliseconds", with("exp", now * 1000), EXP);
    claims("exp the largest number", with("exp", Long.MAX_VALUE), EXP);
    claims("exp without end", good().replaceFirst("\"exp\":\\d+", "\"exp\":1e999"), CLAIMS);
    claims("nbf in 31 s", with("nbf", now + 31), "not valid yet");
    claims("nbf a text", with("nbf", "now"), NBF);
    claims("nbf null", with("nbf", null), NBF);
  }

  private void people() {
    claims("iss missing", without("iss"), ISS);
    claims("iss another", with("iss", "https://evil.example"), ISS);
    claims("iss with a slash more", with("iss", Tokens.ISSUER + "/"), ISS);
    claims("iss a list", with("iss", List.of(Tokens.ISSUER)), ISS);
    claims("aud missing", without("aud"), AUD);
    claims("aud another", with("aud", "starling2"), AUD);
    claims("aud others", with("aud", List.of("a", "b")), AUD);
    claims("aud an empty list", with("aud", List.of()), AUD);
    claims("sub missing", without("sub"), SUB);
    claims("sub empty", with("sub", ""), SUB);
    claims("sub blank", with("sub", "   "), SUB);
    claims("sub a number", with("sub", 7), SUB);
    claims("sub of 257 characters", with("sub", "x".repeat(257)), SUB);
    claims("sub with an escape", with("sub", "a\u001b[2J"), SUB);
    claims("sub with a line break", with("sub", "a\nb"), SUB);
    claims("sub that turns its text", with("sub", "a\u202eb"), SUB);
    claims("sub anonymous", with("sub", "anonymous"), "the name of nobody");
    claims("payload a list", "[1]", CLAIMS);
    claims("payload null", "null", CLAIMS);
    claims("a claim twice", "{\"sub\":\"x\"," + good().substring(1), CLAIMS);
    claims("payload a text", "\"" + CANARY + "\"", CLAIMS);
    claims("payload cut off", good().substring(0, 20), CLAIMS);
    claims("payload of depth 5,000", "{\"a\":" + "[".repeat(5_000), CLAIMS);
  }

  private void permissions() {
    claims("scopes a text", with("scopes", "admin"), "scopes are not a list");
    claims("scopes null", with("scopes", null), "scopes are not a list");
    claims("scopes of numbers", with("scopes", List.of(1)), "scopes miss a text");
    claims("channels a text", with("channels", "**"), "channels are not a list");
    claims("channels null", with("channels", null), "channels are not a list");
    claims("channels of texts", with("channels", List.of("**")), "not a list of objects");
    claims("a grant without pattern", grant(null, List.of("publish")), "channels miss a text");
    claims("a grant of nothing known", grant("a.*", List.of("delete")), "not 'subscribe' or");
    claims("a grant without allow", grant("a.*", null), "channels are not a list");
    claims("a star within a segment", grant("a*", List.of("publish")), "segment of its own");
    claims("a star in the middle", grant("a.*.b", List.of("publish")), "as the last segment");
    claims("a pattern of 129", grant("a".repeat(129), List.of("publish")), "1 to 128");
    claims("a pattern with a space", grant("a b", List.of("publish")), "consists of letters");
    claims(
        "257 grants",
        with(
            "channels",
            IntStream.range(0, 257)
                .mapToObj(i -> Map.of("pattern", "c", "allow", List.of()))
                .toList()),
        "More than 256 channel grants");
  }

  private static String grant(@Nullable String pattern, @Nullable List<String> allow) {
    var grant = new java.util.HashMap<String, @Nullable Object>();
    grant.put("pattern", pattern);
    grant.put("allow", allow);
    return with("channels", List.of(grant));
  }

  private void bad(String name, String token, String because) {
    cases.add(new BadCase(name, new Credential.Jwt(token), ErrorCode.INVALID_TOKEN, because));
  }

  private void bad(String name, ErrorCode code, String claims, String because) {
    cases.add(new BadCase(name, new Credential.Jwt(rsaToken(claims)), code, because));
  }

  /** Well signed, and still refused for what it claims. */
  private void claims(String name, String claims, String because) {
    bad(name, ErrorCode.INVALID_TOKEN, claims, because);
  }

  private static String signed(String header) {
    return compact(header, good(), rs(RSA, JWSAlgorithm.RS256));
  }

  private static String ecSigned(String header) {
    return compact(header, good(), es(EC256, JWSAlgorithm.ES256));
  }

  private static Base64URL body() {
    return Base64URL.encode(good());
  }

  private static byte[] derOfEc(byte[] input)
      throws JOSEException, java.security.GeneralSecurityException {
    var signature = java.security.Signature.getInstance("SHA256withECDSA");
    signature.initSign(EC256.toPrivateKey());
    signature.update(input);
    return signature.sign();
  }

  /** What an attacker takes for a secret: the key as everybody can fetch it. */
  private static byte[] publicBytes() {
    return RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
  }
}
