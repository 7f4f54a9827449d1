package io.starling.protocol.message;

/** How a ping was said, which is how its pong is said: the bare word, or a JSON message. */
public enum TextForm {
  WORD,
  JSON
}
