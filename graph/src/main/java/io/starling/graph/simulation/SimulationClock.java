package io.starling.graph.simulation;

import java.util.concurrent.locks.LockSupport;

/** Time as the simulation thread sees it; tests drive it by hand. Thread-safe. */
interface SimulationClock {
  /** The computer's clock. */
  SimulationClock SYSTEM =
      new SimulationClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long millis() {
          return System.currentTimeMillis();
        }

        @Override
        public void sleepUntil(long nanoTime) {
          long left = nanoTime - System.nanoTime();
          if (left > 0) {
            LockSupport.parkNanos(this, left);
          }
        }
      };

  /** Gives nanoseconds since any moment, never less than before. */
  long nanoTime();

  /** Gives milliseconds since 1970. */
  long millis();

  /** Returns at that {@link #nanoTime} or earlier. */
  void sleepUntil(long nanoTime);
}
