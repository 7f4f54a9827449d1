package io.starling.server.session;

/** Time as sessions see it; injected, so that tests move it. */
public interface SessionClock {

  /** Monotonic, for intervals: a change of the wall clock changes no limit and no heartbeat. */
  long nanoTime();

  /** Unix time in ms, for what is shown. */
  long millis();

  /** The machine's own. */
  SessionClock SYSTEM =
      new SessionClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long millis() {
          return System.currentTimeMillis();
        }
      };
}
