package io.starling.server.auth;

/** Keys can't be had, or what came is no usable set of keys; the message is a sentence. */
final class KeysUnavailableException extends Exception {

  KeysUnavailableException(String message) {
    super(message);
  }
}
