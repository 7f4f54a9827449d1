package io.starling.server.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites' pages out: a browser sends their {@code Origin}, and after DNS rebinding their
 * name as {@code Host}. Immutable.
 *
 * @param hosts names and addresses under which this server is reached, lower case, without port
 */
public record OriginPolicy(Set<String> hosts) {

  public OriginPolicy {
    hosts = Set.copyOf(hosts);
  }

  /**
   * Why a request with these headers is refused; empty if it is not.
   *
   * @param host the Host header, with or without port
   * @param origin the Origin header; a program that is no browser sends none
   */
  public Optional<String> refusal(@Nullable String host, @Nullable String origin) {
    if (host == null || host.isBlank()) {
      return Optional.of("The request has no Host header");
    }
    String name = hostName(host);
    if (!hosts.contains(name)) {
      return Optional.of("This server is not called '" + printable(name) + "'");
    }
    if (origin != null && !sameHost(origin, host)) {
      return Optional.of("Pages of '" + printable(origin) + "' may not connect here");
    }
    return Optional.empty();
  }

  private static boolean sameHost(String origin, String host) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String hostName(String host) {
    int colon = host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    return name.toLowerCase(Locale.ROOT);
  }

  private static String printable(String text) {
    String clean = text.replaceAll("[^\\x21-\\x7E]", "?");
    return clean.length() > 100 ? clean.substring(0, 100) + "…" : clean;
  }
}
