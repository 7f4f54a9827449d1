package io.starling.server.app.configuration;

import io.starling.server.auth.AuthMode;
import io.starling.server.limits.ConnectionBounds;
import io.starling.server.limits.RateLimits;
import io.starling.server.session.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, as it is set. Immutable. What each is and its default: {@code
 * docs/configuration.md}.
 *
 * @param eventsEndpoint one more path of the events dialect
 */
public record Configuration(
    Listening server,
    Auth auth,
    Security security,
    Heartbeat heartbeat,
    Limits limits,
    Timeouts timeouts,
    GraphBounds graph,
    @Nullable String eventsEndpoint) {

  /** Where nothing is set. */
  public static Configuration defaults() {
    return read(ConfigurationInput.NOTHING);
  }

  /**
   * Puts together what file, environment and flags say, the later before the earlier.
   *
   * @throws ConfigurationException with a sentence, for an unknown key or a bad value
   */
  public static Configuration read(ConfigurationInput input) {
    return new ConfigurationReader(Settings.of(input)).read();
  }

  /**
   * Where the server listens.
   *
   * @param port 0 for any free one
   * @param bench whether {@code /bench/*} is there
   */
  public record Listening(String host, int port, boolean bench) {}

  /** How people are known. */
  public record Auth(AuthMode mode, Jwt jwt, List<NostrUser> nostrUsers) {
    public Auth {
      nostrUsers = List.copyOf(nostrUsers);
    }
  }

  /**
   * Which tokens are good.
   *
   * @param jwks a file's path or a URL
   */
  public record Jwt(
      @Nullable String issuer,
      @Nullable String audience,
      @Nullable String jwks,
      @Nullable Secret secret) {}

  /**
   * Somebody known by a Nostr key.
   *
   * @param pubkey 64 hex digits, lower case
   */
  public record NostrUser(
      String name, String pubkey, Set<String> scopes, List<ChannelGrant> channels) {
    public NostrUser {
      scopes = Set.copyOf(scopes);
      channels = List.copyOf(channels);
    }
  }

  /**
   * What somebody may do on channels.
   *
   * @param pattern such as {@code agents.*}
   * @param allow {@code subscribe}, {@code publish}
   */
  public record ChannelGrant(String pattern, Set<String> allow) {
    public ChannelGrant {
      allow = Set.copyOf(allow);
    }
  }

  /**
   * Which browsers' pages may come in.
   *
   * @param allowedHosts names of this server beyond those of its address, lower case, without port
   * @param allowedOrigins of other sites' pages, as in the {@code Origin} header, lower case
   */
  public record Security(Set<String> allowedHosts, Set<String> allowedOrigins) {
    public Security {
      allowedHosts = Set.copyOf(allowedHosts);
      allowedOrigins = Set.copyOf(allowedOrigins);
    }
  }

  /**
   * How much is taken.
   *
   * @param rates of one connection
   * @param subscriptions of one connection
   * @param messageBytes of JSON, and of anything from whom we don't know
   * @param binaryMessageBytes from somebody who has authenticated
   */
  public record Limits(
      ConnectionBounds connections,
      RateLimits rates,
      int subscriptions,
      int messageBytes,
      int binaryMessageBytes) {}

  /**
   * How long a client may take.
   *
   * @param request from the connection to the end of its first request's headers
   * @param message from the first fragment of a message to its last
   * @param unread while data waits for it
   */
  public record Timeouts(Duration request, Duration message, Duration unread) {}

  /**
   * What positions and velocities may be.
   *
   * @param bounds largest absolute value of a coordinate
   * @param maxVelocity in units per second
   */
  public record GraphBounds(float bounds, float maxVelocity) {}
}
