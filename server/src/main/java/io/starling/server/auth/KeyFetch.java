package io.starling.server.auth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a key set, once per call: bounded in time as a whole, so that a server that drips doesn't
 * hold on to us, and in size; follows no redirection. Thread-safe.
 */
final class KeyFetch implements JWKSetSource<SecurityContext> {

  private static final Logger log = LoggerFactory.getLogger(KeyFetch.class);

  private final HttpClient client;
  private final HttpRequest request;
  private final Duration timeout;
  private volatile boolean succeeded;

  KeyFetch(URI url, Duration timeout) {
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.request =
        HttpRequest.newBuilder(url).timeout(timeout).header("Accept", "application/json").build();
    this.timeout = timeout;
  }

  /** Whether the last fetch did. */
  boolean succeeded() {
    return succeeded;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
      throws JWKSetUnavailableException {
    try {
      JWKSet keys = KeySets.parse(body());
      log.atInfo().addKeyValue("keys", keys.size()).log("key set fetched");
      succeeded = true;
      return keys;
    } catch (KeysUnavailableException e) {
      succeeded = false;
      log.atWarn().addKeyValue("reason", e.getMessage()).log("key set not fetched");
      throw new JWKSetUnavailableException(e.getMessage(), e);
    }
  }

  private byte[] body() throws KeysUnavailableException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), KeySets.MAX_BYTES + 1L));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new KeysUnavailableException("The key server answered " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException _) {
      throw new KeysUnavailableException("The key server took more than " + timeout);
    } catch (ExecutionException _) {
      throw new KeysUnavailableException(
          "The key server can't be reached, or sent more than " + KeySets.MAX_BYTES + " bytes");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new KeysUnavailableException("The server is closing");
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
