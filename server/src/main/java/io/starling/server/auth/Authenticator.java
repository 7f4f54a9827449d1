package io.starling.server.auth;

import io.starling.protocol.error.ErrorCode;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who somebody is. Never blocks who asks: a credential is checked on a virtual thread, so
 * many at once as the options say; the next is refused with {@code SERVICE_UNAVAILABLE}.
 * Thread-safe.
 */
public final class Authenticator implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

  private static final Verdict NO_JWT = Verdict.invalid("This server takes no JWT");
  private static final Verdict NO_NOSTR = Verdict.invalid("This server takes no Nostr event");

  private final AuthMode mode;
  private final @Nullable JwtVerifier jwt;
  private final @Nullable NostrVerifier nostr;
  private final Semaphore free;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("auth-", 0).factory());

  /**
   * Reads the key file, if there is one, and loads the library that Nostr needs.
   *
   * @throws IllegalArgumentException if the key file holds no keys, with a sentence
   * @throws IllegalStateException if the library can't be loaded
   */
  public Authenticator(AuthOptions options, InstantSource clock) {
    this.mode = options.mode();
    this.jwt = options.jwt() == null ? null : new JwtVerifier(options.jwt(), clock);
    this.nostr = options.nostr() == null ? null : new NostrVerifier(options.nostr(), clock);
    this.free = new Semaphore(options.maxConcurrent());
  }

  public AuthMode mode() {
    return mode;
  }

  /**
   * Checks a credential. The future is completed on a virtual thread, always with a verdict; who
   * lives on an event loop goes back there first.
   */
  public CompletableFuture<Verdict> authenticate(Credential credential, Occasion occasion) {
    if (!free.tryAcquire()) {
      return CompletableFuture.completedFuture(
          Verdict.unavailable("Too many are being asked who they are; try again"));
    }
    var verdict = new CompletableFuture<Verdict>();
    try {
      threads.execute(
          () -> {
            Verdict reached;
            try {
              reached = safely(credential, occasion);
            } finally {
              // Before it is told, so that who waits for the verdict finds a free place.
              free.release();
            }
            verdict.complete(reached);
          });
    } catch (RejectedExecutionException _) {
      free.release();
      verdict.complete(Verdict.unavailable("The server is closing"));
    }
    return verdict;
  }

  private Verdict safely(Credential credential, Occasion occasion) {
    try {
      Verdict verdict = check(credential, occasion);
      if (verdict instanceof Verdict.Refused refused) {
        log.atDebug()
            .addKeyValue("code", refused.code())
            .addKeyValue("reason", refused.reason())
            .log("credential refused");
      }
      return verdict;
    } catch (RuntimeException | StackOverflowError e) {
      // Without its message and its causes, which may repeat the token.
      log.atError()
          .addKeyValue("fault", e.getClass().getName())
          .addKeyValue("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0].toString())
          .log("credential not checked");
      return new Verdict.Refused(
          ErrorCode.INTERNAL_ERROR, "The server failed to check who this is");
    }
  }

  private Verdict check(Credential credential, Occasion occasion) {
    return switch (credential) {
      case Credential.Jwt(var token) -> jwt(token);
      case Credential.NostrHttp(var event) ->
          nostr == null ? NO_NOSTR : nostr.verifyHttp(event, occasion);
      // A JWT has dots; neither JSON's start nor base64 has.
      case Credential.Message(var token, _) when !token.startsWith("{") && token.contains(".") ->
          jwt(token);
      case Credential.Message(var token, var pubkey) ->
          nostr == null ? NO_NOSTR : nostr.verifyMessage(token, pubkey, occasion);
    };
  }

  private Verdict jwt(String token) {
    return jwt == null ? NO_JWT : jwt.verify(token);
  }

  /** Waits for the checks under way; those that follow are refused. */
  @Override
  public void close() {
    if (jwt != null) {
      jwt.close();
    }
    threads.close();
  }
}
