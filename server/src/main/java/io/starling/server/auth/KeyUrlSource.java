package io.starling.server.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a key server: cached, fetched anew ahead of time and for an unknown key id, rarely, and
 * used on while the server is out. Thread-safe.
 */
final class KeyUrlSource implements KeySource {

  private static final Duration MOST_AHEAD = Duration.ofSeconds(30);

  private final KeyFetch fetch;
  private final JWKSource<SecurityContext> cached;

  KeyUrlSource(JwtKeys.KeyUrl options) {
    this.fetch = new KeyFetch(options.url(), options.timeout());
    Duration spare = options.refresh().minus(options.timeout().multipliedBy(2)).dividedBy(2);
    Duration ahead = spare.compareTo(MOST_AHEAD) < 0 ? spare : MOST_AHEAD;
    this.cached =
        JWKSourceBuilder.<SecurityContext>create(fetch)
            // Others wait for the one that fetches, and a little longer.
            .cache(options.refresh().toMillis(), options.timeout().toMillis() + 500)
            .refreshAheadCache(
                ahead.toMillis(),
                _ -> {},
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("key-refresh").factory()),
                true,
                null,
                false)
            .rateLimited(options.pause().toMillis())
            .outageTolerant(options.outage().toMillis())
            .build();
  }

  @Override
  public List<JWK> keys(@Nullable String kid) throws KeysUnavailableException {
    try {
      return cached.get(KeySets.selector(kid), null);
    } catch (RateLimitReachedException _) {
      // Asked a moment ago: if that went well, the key isn't there.
      if (fetch.succeeded()) {
        return List.of();
      }
      throw new KeysUnavailableException("The key server failed a moment ago");
    } catch (KeySourceException _) {
      throw new KeysUnavailableException("The key server failed");
    }
  }

  @Override
  public void close() {
    fetch.close();
    if (cached instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
