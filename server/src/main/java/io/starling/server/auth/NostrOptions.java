package io.starling.server.auth;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose Nostr events are taken.
 *
 * @param names under which this server is known beyond what a connection knows: host names, or
 *     addresses such as {@code wss://graph.example}
 * @param others what a key that isn't listed may do; null: it is refused. Keys cost nothing, so
 *     this is what everybody may do
 */
public record NostrOptions(Set<String> names, List<NostrUser> users, @Nullable Permissions others) {

  public NostrOptions {
    names = Set.copyOf(names);
    users = List.copyOf(users);
    names.forEach(ServerName::parse);
    if (users.size() != users.stream().map(NostrUser::pubkey).distinct().count()) {
      throw new IllegalArgumentException("a Nostr public key is listed twice");
    }
    if (users.isEmpty() && others == null) {
      throw new IllegalArgumentException("no Nostr user is listed and nobody else may get in");
    }
  }

  Map<String, NostrUser> byPubkey() {
    return users.stream()
        .collect(Collectors.toUnmodifiableMap(NostrUser::pubkey, Function.identity()));
  }
}
