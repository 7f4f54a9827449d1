package io.starling.server.auth;

/** Who is asked who they are: {@code auth.mode}. */
public enum AuthMode {
  /** Nobody, anywhere. */
  DEMO,
  /** Those who say so themselves. */
  OPTIONAL,
  /** Everybody. */
  REQUIRED
}
