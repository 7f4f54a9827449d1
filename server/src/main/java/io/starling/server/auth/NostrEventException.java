package io.starling.server.auth;

/** A text is no Nostr event; the message is a sentence that repeats nothing of it. */
final class NostrEventException extends Exception {

  NostrEventException(String message) {
    super(message);
  }
}
