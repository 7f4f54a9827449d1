package io.starling.server.auth;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a JWT: its shape, its header, its signature, and only then what it claims. Blocks while
 * keys are fetched. Thread-safe.
 */
final class JwtVerifier implements AutoCloseable {

  private final JwtOptions options;
  private final SignatureCheck signatures;
  private final JwtClaims claims;

  JwtVerifier(JwtOptions options, InstantSource clock) {
    this.options = options;
    this.signatures = SignatureCheck.by(options.keys());
    this.claims = new JwtClaims(options, clock);
  }

  Verdict verify(String token) {
    if (token.length() > options.maxTokenBytes()) {
      return Verdict.invalid("The token is longer than " + options.maxTokenBytes() + " bytes");
    }
    if (!isCompact(token)) {
      return Verdict.invalid("The token is not three parts of base64url, so it is no signed JWT");
    }
    try {
      Optional<String> bad = JwtHeaderRules.refusal(header(token));
      return bad.isPresent() ? Verdict.invalid(bad.get()) : verify(SignedJWT.parse(token));
    } catch (ParseException | IllegalArgumentException _) {
      return Verdict.invalid("The token's header is not what a JWT's header is");
    }
  }

  private static Map<String, Object> header(String token) throws ParseException {
    String first = token.substring(0, token.indexOf('.'));
    Map<String, Object> header =
        JSONObjectUtils.parse(new Base64URL(first).decodeToString(), first.length());
    // What Nimbus makes of the text "null".
    if (header == null) {
      throw new ParseException("no object", 0);
    }
    return header;
  }

  private Verdict verify(SignedJWT jwt) {
    Optional<Verdict.Refused> refused = signatures.refusal(jwt);
    if (refused.isPresent()) {
      return refused.get();
    }
    Map<String, Object> payload = jwt.getPayload().toJSONObject();
    return payload == null
        ? Verdict.invalid("The token's claims are no JSON object")
        : claims.read(payload);
  }

  /** Whether it is three parts that aren't empty: Nimbus skips characters that aren't base64. */
  private static boolean isCompact(String token) {
    int parts = 1;
    int length = 0;
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c == '.') {
        if (length == 0) {
          return false;
        }
        parts++;
        length = 0;
      } else if (isBase64Url(c)) {
        length++;
      } else {
        return false;
      }
    }
    return parts == 3 && length > 0;
  }

  private static boolean isBase64Url(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  @Override
  public void close() {
    signatures.close();
  }
}
