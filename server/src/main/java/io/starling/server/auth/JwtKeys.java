package io.starling.server.auth;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What JWTs are checked with. */
public sealed interface JwtKeys {

  /** A JWK set in a file, which is read anew when it changed. */
  record KeyFile(Path path) implements JwtKeys {}

  /**
   * A JWK set at an address, which is kept, fetched anew before it is too old, when a token names a
   * key that is not in it, and used on while the key server is out.
   *
   * @param url https, or http on this machine: who can change the keys is everybody
   * @param timeout for one fetch, from the first byte sent to the last received
   * @param refresh how long a set is used before it is fetched anew
   * @param outage how long a set is used beyond that while it can't be fetched
   * @param pause two fetches at most in such a time, whatever tokens ask for
   */
  record KeyUrl(URI url, Duration timeout, Duration refresh, Duration outage, Duration pause)
      implements JwtKeys {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public KeyUrl {
      String host = url.getHost();
      if (host == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "the address of the JWK set is not absolute, or has a user or a fragment in it");
      }
      boolean plainAtHome = "http".equals(url.getScheme()) && LOOPBACK.contains(host);
      if (!plainAtHome && !"https".equals(url.getScheme())) {
        throw new IllegalArgumentException(
            "the address of the JWK set is https, or http on this machine");
      }
      requirePositive("time-out", timeout);
      requirePositive("refresh time", refresh);
      requirePositive("outage time", outage);
      requirePositive("pause", pause);
      if (refresh.compareTo(pause.plus(timeout.multipliedBy(2))) <= 0) {
        throw new IllegalArgumentException(
            "the refresh time of a JWK set is more than its pause and two time-outs");
      }
    }

    /** Time-out 5 s, refreshed every 10 minutes, outages of a day, one pause in 30 s. */
    public KeyUrl(URI url) {
      this(
          url,
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofDays(1),
          Duration.ofSeconds(30));
    }

    private static void requirePositive(String name, Duration value) {
      if (!value.isPositive()) {
        throw new IllegalArgumentException(
            "the " + name + " of a JWK set is positive, not " + value);
      }
    }
  }

  /** Secrets shared with who signs; several while one replaces another. */
  record Secrets(List<SharedSecret> secrets) implements JwtKeys {

    public Secrets {
      secrets = List.copyOf(secrets);
      if (secrets.isEmpty() || secrets.size() > 16) {
        throw new IllegalArgumentException("there are 1 to 16 JWT secrets");
      }
    }
  }
}
