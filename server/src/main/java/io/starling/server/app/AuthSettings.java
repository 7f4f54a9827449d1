package io.starling.server.app;

import io.starling.server.app.configuration.Configuration;
import io.starling.server.app.configuration.Configuration.ChannelGrant;
import io.starling.server.app.configuration.Secret;
import io.starling.server.auth.AuthMode;
import io.starling.server.auth.AuthOptions;
import io.starling.server.auth.ChannelPattern;
import io.starling.server.auth.ChannelRules;
import io.starling.server.auth.Grant;
import io.starling.server.auth.Grant.Right;
import io.starling.server.auth.JwtKeys;
import io.starling.server.auth.JwtOptions;
import io.starling.server.auth.NostrOptions;
import io.starling.server.auth.NostrUser;
import io.starling.server.auth.Permissions;
import io.starling.server.auth.Principal;
import io.starling.server.auth.Scope;
import io.starling.server.auth.SharedSecret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is configured of identity, as the package that checks it wants it. Pure functions. */
final class AuthSettings {

  private AuthSettings() {}

  /**
   * Who is let in how.
   *
   * @param anonymous what a Nostr key that isn't listed may do, too: keys cost nothing
   * @throws CommandException with a sentence, where nobody could get in
   */
  static AuthOptions of(Configuration.Auth auth, Principal anonymous) {
    try {
      return new AuthOptions(auth.mode(), jwt(auth.jwt()), nostr(auth, anonymous));
    } catch (IllegalArgumentException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable JwtOptions jwt(Configuration.Jwt jwt) {
    String jwks = jwt.jwks();
    Secret secret = jwt.secret();
    if (jwks != null && secret != null) {
      throw new CommandException(
          "auth.jwt.jwks and auth.jwt.secret exclude each other: tokens are signed by keys, or with"
              + " a secret");
    }
    if (jwks != null) {
      return new JwtOptions(keySet(jwks), jwt.issuer(), jwt.audience());
    }
    if (secret != null) {
      var keys = new JwtKeys.Secrets(List.of(SharedSecret.of(secret.value())));
      return new JwtOptions(keys, jwt.issuer(), jwt.audience());
    }
    return null;
  }

  private static JwtKeys keySet(String jwks) {
    return jwks.matches("(?i)https?://.*")
        ? new JwtKeys.KeyUrl(URI.create(jwks))
        : new JwtKeys.KeyFile(Path.of(jwks));
  }

  private static @Nullable NostrOptions nostr(Configuration.Auth auth, Principal anonymous) {
    List<NostrUser> users =
        auth.nostrUsers().stream()
            .map(user -> new NostrUser(user.pubkey(), permissions(user)))
            .toList();
    if (auth.mode() != AuthMode.REQUIRED) {
      return new NostrOptions(Set.of(), users, anonymous.permissions());
    }
    return users.isEmpty() ? null : new NostrOptions(Set.of(), users, null);
  }

  private static Permissions permissions(Configuration.NostrUser user) {
    Set<Scope> scopes =
        user.scopes().stream().flatMap(name -> Scope.of(name).stream()).collect(Collectors.toSet());
    return new Permissions(
        scopes,
        user.channels().isEmpty()
            ? new ChannelRules.Usual()
            : new ChannelRules.Granted(user.channels().stream().map(AuthSettings::grant).toList()));
  }

  private static Grant grant(ChannelGrant grant) {
    return new Grant(
        ChannelPattern.parse(grant.pattern()),
        grant.allow().stream()
            .map(right -> Right.valueOf(right.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()));
  }
}
