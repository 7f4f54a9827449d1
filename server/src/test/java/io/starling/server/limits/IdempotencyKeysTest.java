package io.starling.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.starling.server.limits.IdempotencyKeys.Request;
import io.starling.server.limits.IdempotencyKeys.Result;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {

  private static final int MAX = 100;
  private static final Request REQUEST = new Request("ada", "publish", "k");

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger done = new AtomicInteger();
  private final IdempotencyKeys<Integer> keys = new IdempotencyKeys<>(nanos::get, MAX);

  @Test
  void answersARepeatedRequestAsTheFirst() {
    assertThat(once(REQUEST, 1)).isEqualTo(new Result.Answered<>(1));
    assertThat(once(REQUEST, 1)).isEqualTo(new Result.Answered<>(1));
    assertThat(done).hasValue(1);
  }

  @Test
  void refusesAnotherRequestUnderTheSameKey() {
    once(REQUEST, 1);

    assertThat(once(REQUEST, 2)).isInstanceOf(Result.Reused.class);
    assertThat(done).hasValue(1);
  }

  @Test
  void tellsCallersAndMethodsApart() {
    once(REQUEST, 1);

    assertThat(once(new Request("grace", "publish", "k"), 1)).isEqualTo(new Result.Answered<>(2));
    assertThat(once(new Request("ada", "broadcast", "k"), 1)).isEqualTo(new Result.Answered<>(3));
  }

  @Test
  void forgetsAfterFiveMinutes() {
    once(REQUEST, 1);
    nanos.addAndGet(IdempotencyKeys.LENGTH.toNanos() - 1);
    assertThat(once(REQUEST, 1)).isEqualTo(new Result.Answered<>(1));

    nanos.addAndGet(1);

    assertThat(once(REQUEST, 1)).isEqualTo(new Result.Answered<>(2));
  }

  @Test
  void doesAgainWhatHasNoFinalAnswer() {
    assertThat(keys.once(REQUEST, 1, done::incrementAndGet, _ -> false))
        .isEqualTo(new Result.Answered<>(1));
    assertThat(once(REQUEST, 2)).isEqualTo(new Result.Answered<>(2));
  }

  @Test
  void holdsSoManyAndNoMore() {
    for (int n = 0; n < 10 * MAX; n++) {
      once(new Request("ada", "publish", "k" + n), 1);
    }

    assertThat(keys.size()).isLessThanOrEqualTo(MAX);
  }

  private Result<Integer> once(Request request, int fingerprint) {
    return keys.once(request, fingerprint, done::incrementAndGet, _ -> true);
  }
}
