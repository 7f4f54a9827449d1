package io.starling.server.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites' pages out: a browser sends their {@code Origin}, and after DNS rebinding their
 * name as {@code Host}. Immutable.
 *
 * @param hosts names and addresses under which this server is reached, lower case, without port
 * @param origins whose pages may come here too, each {@code scheme://host} or {@code
 *     scheme://host:port}
 */
public record OriginPolicy(Set<String> hosts, Set<String> origins) {

  public OriginPolicy {
    hosts = Set.copyOf(hosts);
    origins =
        origins.stream()
            .map(
                each ->
                    canonical(each)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "an allowed origin is scheme://host or scheme://host:port: "
                                        + printable(each))))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Lets in only pages of our own. */
  public OriginPolicy(Set<String> hosts) {
    this(hosts, Set.of());
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
    if (origin != null && !sameHost(origin, host) && !isAllowed(origin)) {
      return Optional.of("Pages of '" + printable(origin) + "' may not connect here");
    }
    return Optional.empty();
  }

  private boolean isAllowed(String origin) {
    return !origins.isEmpty() && canonical(origin).filter(origins::contains).isPresent();
  }

  /** An origin as a browser writes it: lower case, and without the port that its scheme has. */
  private static Optional<String> canonical(String origin) {
    try {
      var uri = new URI(origin);
      String scheme = uri.getScheme();
      String host = uri.getHost();
      if (scheme == null || host == null) {
        return Optional.empty();
      }
      String whole = scheme + "://" + uri.getRawAuthority();
      if (uri.getRawUserInfo() != null || !whole.equals(origin)) {
        return Optional.empty();
      }
      int port = uri.getPort();
      boolean usual =
          port < 0
              || (scheme.equalsIgnoreCase("http") && port == 80)
              || (scheme.equalsIgnoreCase("https") && port == 443);
      String bare = scheme + "://" + host;
      return Optional.of((usual ? bare : bare + ":" + port).toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
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
