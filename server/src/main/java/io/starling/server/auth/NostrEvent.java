package io.starling.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A Nostr event (NIP-01), well formed but not checked. Immutable.
 *
 * @param createdAt in seconds since 1970
 * @param id as the event says it is
 */
record NostrEvent(
    String id,
    String pubkey,
    long createdAt,
    int kind,
    List<List<String>> tags,
    String content,
    String sig) {

  NostrEvent {
    tags = List.copyOf(tags);
  }

  /** The value of a tag that is there exactly once. */
  Optional<String> only(String tag) {
    List<List<String>> found =
        tags.stream().filter(each -> each.size() > 1 && each.getFirst().equals(tag)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst().get(1)) : Optional.empty();
  }

  /** SHA-256 of what the event says, in hexadecimal: what its id must be. */
  String computedId() {
    byte[] text = serialised().getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** NIP-01's array without white space. */
  String serialised() {
    var json = new StringBuilder(256 + content.length());
    json.append("[0,");
    append(json, pubkey);
    json.append(',').append(createdAt).append(',').append(kind).append(",[");
    for (int i = 0; i < tags.size(); i++) {
      json.append(i == 0 ? "[" : ",[");
      List<String> tag = tags.get(i);
      for (int j = 0; j < tag.size(); j++) {
        if (j > 0) {
          json.append(',');
        }
        append(json, tag.get(j));
      }
      json.append(']');
    }
    json.append("],");
    append(json, content);
    return json.append(']').toString();
  }

  /** Escapes the seven characters that NIP-01 lists; all others stand for themselves. */
  private static void append(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> json.append(c);
      }
    }
    json.append('"');
  }
}
