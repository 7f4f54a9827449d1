package io.starling.server.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a Nostr event that somebody signed to prove who they are. Thread-safe. */
final class NostrVerifier {

  /** Some 10 MB. */
  static final int MAX_USED = 50_000;

  private final NostrOptions options;
  private final Map<String, NostrUser> users;
  private final NostrPurposes purposes;
  private final InstantSource clock;
  private final UsedEvents used;
  private final Schnorr schnorr = new Schnorr();

  NostrVerifier(NostrOptions options, InstantSource clock) {
    this(options, clock, MAX_USED);
  }

  NostrVerifier(NostrOptions options, InstantSource clock, int maxUsed) {
    this.options = options;
    this.users = options.byPubkey();
    this.purposes = new NostrPurposes(options.names());
    this.clock = clock;
    this.used = new UsedEvents(maxUsed, clock);
  }

  /** An event of kind 27235 that belongs to a request (NIP-98), in base64. */
  Verdict verifyHttp(String base64, Occasion occasion) {
    try {
      NostrEvent event = NostrEventReader.readBase64(base64);
      return verify(event, NostrPurposes.HTTP_WINDOW, purposes.httpRefusal(event, occasion));
    } catch (NostrEventException e) {
      return Verdict.invalid(String.valueOf(e.getMessage()));
    }
  }

  /** An event of kind 22242 that signs a connection's challenge (NIP-42), as JSON or base64. */
  Verdict verifyMessage(String text, @Nullable String pubkey, Occasion occasion) {
    try {
      NostrEvent event =
          text.startsWith("{") ? NostrEventReader.read(text) : NostrEventReader.readBase64(text);
      if (pubkey != null && !pubkey.equals(event.pubkey())) {
        return Verdict.invalid("The Nostr event is not signed by the key that the message names");
      }
      return verify(event, NostrPurposes.LOGIN_WINDOW, purposes.loginRefusal(event, occasion));
    } catch (NostrEventException e) {
      return Verdict.invalid(String.valueOf(e.getMessage()));
    }
  }

  /** From cheap to dear, and used up only when all else is good. */
  private Verdict verify(NostrEvent event, Duration window, Optional<String> notForThis) {
    if (notForThis.isPresent()) {
      return Verdict.invalid(notForThis.get());
    }
    Instant created = Instant.ofEpochSecond(event.createdAt());
    Duration age = Duration.between(created, clock.instant());
    if (age.compareTo(window) > 0) {
      return Verdict.expired("The Nostr event is too old");
    }
    if (age.negated().compareTo(window) > 0) {
      return Verdict.invalid("The Nostr event is from the future");
    }
    if (!event.computedId().equals(event.id())) {
      return Verdict.invalid("The Nostr event's id is not the hash of what it says");
    }
    if (!isSigned(event)) {
      return Verdict.invalid("The Nostr event's signature is not valid");
    }
    Optional<Permissions> permissions = permissions(event.pubkey());
    if (permissions.isEmpty()) {
      return Verdict.invalid("The Nostr key is not known to this server");
    }
    return switch (used.use(event.id(), created.plus(window))) {
      case FIRST ->
          new Verdict.Accepted(
              Principal.known(event.pubkey(), permissions.get()), Optional.empty());
      case AGAIN -> Verdict.invalid("The Nostr event was used before; each is good once");
      case FULL -> Verdict.unavailable("Too many Nostr events were used; try again in a while");
    };
  }

  private boolean isSigned(NostrEvent event) {
    HexFormat hex = HexFormat.of();
    return schnorr.verify(
        hex.parseHex(event.sig()), hex.parseHex(event.id()), hex.parseHex(event.pubkey()));
  }

  private Optional<Permissions> permissions(String pubkey) {
    NostrUser user = users.get(pubkey);
    return Optional.ofNullable(user == null ? options.others() : user.permissions());
  }
}
