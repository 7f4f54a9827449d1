package io.starling.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to requests that may come twice, for 5 minutes. Past {@link #MAX_KEYS} those
 * are forgotten that are asked for least. Thread-safe.
 *
 * @param <A> an answer
 */
public final class IdempotencyKeys<A> {

  public static final Duration LENGTH = Duration.ofMinutes(5);

  static final int MAX_KEYS = 65_536;

  private final Cache<Request, Kept<A>> kept;

  /**
   * One request by its sender's own name for it.
   *
   * @param caller who sent it
   * @param method what it asks for
   * @param key which of the caller's requests it is
   */
  public record Request(String caller, String method, String key) {}

  private record Kept<A>(int fingerprint, A answer) {}

  /** What becomes of a request. */
  public sealed interface Result<A> {

    /** It was done now or before; this was the answer. */
    record Answered<A>(A answer) implements Result<A> {}

    /** The key was another request's. */
    record Reused<A>() implements Result<A> {}
  }

  public IdempotencyKeys(LongSupplier nanoTime) {
    this(nanoTime, MAX_KEYS);
  }

  IdempotencyKeys(LongSupplier nanoTime, int maxKeys) {
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(maxKeys)
            .expireAfterWrite(LENGTH)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Does something, unless the same was done already; who asks at the same time waits for it.
   *
   * @param fingerprint of what is asked for
   * @param action is short and does not ask here again
   * @param isKept whether an answer is final; others may be asked for again
   */
  public Result<A> once(Request request, int fingerprint, Supplier<A> action, Predicate<A> isKept) {
    var passing = new AtomicReference<@Nullable A>();
    Kept<A> found =
        kept.get(
            request,
            _ -> {
              A answer = action.get();
              passing.set(answer);
              return isKept.test(answer) ? new Kept<>(fingerprint, answer) : null;
            });
    return Optional.<Result<A>>ofNullable(answered(passing.get()))
        .orElseGet(() -> repeated(found, fingerprint));
  }

  private static <A> @Nullable Result<A> answered(@Nullable A answer) {
    return answer == null ? null : new Result.Answered<>(answer);
  }

  private static <A> Result<A> repeated(Kept<A> found, int fingerprint) {
    return found.fingerprint() == fingerprint
        ? new Result.Answered<>(found.answer())
        : new Result.Reused<>();
  }

  /** Keys remembered now. */
  long size() {
    kept.cleanUp();
    return kept.estimatedSize();
  }
}
