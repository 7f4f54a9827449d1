package io.starling.server.app.configuration;

import io.starling.server.app.configuration.Configuration.Auth;
import io.starling.server.app.configuration.Configuration.ChannelGrant;
import io.starling.server.app.configuration.Configuration.GraphBounds;
import io.starling.server.app.configuration.Configuration.Jwt;
import io.starling.server.app.configuration.Configuration.Limits;
import io.starling.server.app.configuration.Configuration.Listening;
import io.starling.server.app.configuration.Configuration.NostrUser;
import io.starling.server.app.configuration.Configuration.Security;
import io.starling.server.app.configuration.Configuration.Timeouts;
import io.starling.server.limits.ConnectionBounds;
import io.starling.server.limits.Kind;
import io.starling.server.limits.Rate;
import io.starling.server.limits.RateLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the records of what is set. */
final class ConfigurationReader {

  private final Settings settings;

  ConfigurationReader(Settings settings) {
    this.settings = settings;
  }

  /**
   * All of it.
   *
   * @throws ConfigurationException for a bad value
   */
  Configuration read() {
    return new Configuration(
        new Listening(settings.get(Keys.HOST), settings.get(Keys.PORT), settings.get(Keys.BENCH)),
        auth(),
        new Security(
            settings.find(Keys.ALLOWED_HOSTS).orElse(Set.of()),
            settings.find(Keys.ALLOWED_ORIGINS).orElse(Set.of())),
        settings.get(Keys.HEARTBEAT),
        limits(),
        new Timeouts(
            settings.get(Keys.REQUEST_TIMEOUT),
            settings.get(Keys.MESSAGE_TIMEOUT),
            settings.get(Keys.UNREAD_TIMEOUT)),
        new GraphBounds(settings.get(Keys.BOUNDS), settings.get(Keys.MAX_VELOCITY)),
        settings.find(Keys.EVENTS_ENDPOINT).orElse(null));
  }

  private Auth auth() {
    return new Auth(
        settings.get(Keys.AUTH_MODE),
        new Jwt(
            settings.find(Keys.ISSUER).orElse(null),
            settings.find(Keys.AUDIENCE).orElse(null),
            settings.find(Keys.JWKS).orElse(null),
            settings.find(Keys.SECRET).map(Secret::new).orElse(null)),
        settings.sections(Keys.USERS).stream().map(this::user).toList());
  }

  private NostrUser user(String section) {
    return new NostrUser(
        required(Keys.USER_NAME, section, "name"),
        required(Keys.USER_PUBKEY, section, "pubkey"),
        settings.find(Keys.USER_SCOPES, section + ".scopes").orElse(Set.of()),
        grants(section + "." + Keys.CHANNELS));
  }

  private List<ChannelGrant> grants(String list) {
    return settings.sections(list).stream()
        .map(
            section ->
                new ChannelGrant(
                    required(Keys.GRANT_PATTERN, section, "pattern"),
                    required(Keys.GRANT_ALLOW, section, "allow")))
        .toList();
  }

  private <T> T required(Key<T> key, String section, String name) {
    return settings
        .find(key, section + "." + name)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    settings.where(section), "'%s' has no %s".formatted(section, name)));
  }

  private Limits limits() {
    return new Limits(
        new ConnectionBounds(
            settings.get(Keys.TOTAL), settings.get(Keys.PER_ADDRESS), settings.get(Keys.PER_USER)),
        RateLimits.each(kind -> new Rate(rate(Keys.PER_MINUTE, kind), rate(Keys.BURST, kind))),
        settings.get(Keys.SUBSCRIPTIONS),
        settings.get(Keys.MESSAGE_SIZE),
        settings.get(Keys.BINARY_MESSAGE_SIZE));
  }

  private int rate(Map<Kind, Key<Integer>> keys, Kind kind) {
    Key<Integer> key = keys.get(kind);
    if (key == null) {
      throw new IllegalStateException("there is a key for each kind");
    }
    return settings.get(key);
  }
}
