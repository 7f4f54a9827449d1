package io.starling.server.auth;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the public keys of those who sign come from. Blocks. Thread-safe. */
interface KeySource extends AutoCloseable {

  /**
   * The keys of this id, or all where a token doesn't say which.
   *
   * @throws KeysUnavailableException if it can't be told now
   */
  List<JWK> keys(@Nullable String kid) throws KeysUnavailableException;

  @Override
  void close();
}
