package io.starling.server.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a Nostr event strictly: its seven fields, each once, and nothing else. One reader per
 * event.
 */
final class NostrEventReader {

  static final int MAX_CHARS = 16 * 1024;
  private static final int MAX_TAGS = 64;
  private static final int MAX_TAG_VALUES = 16;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNameLength(32)
                  .maxNumberLength(20)
                  .maxStringLength(MAX_CHARS)
                  .maxDocumentLength(MAX_CHARS)
                  .build())
          .build();

  private final JsonParser in;
  private @Nullable String id;
  private @Nullable String pubkey;
  private long createdAt = -1;
  private int kind = -1;
  private @Nullable List<List<String>> tags;
  private @Nullable String content;
  private @Nullable String sig;

  private NostrEventReader(JsonParser in) {
    this.in = in;
  }

  /** Reads an event from base64 of its JSON, with or without padding. */
  static NostrEvent readBase64(String text) throws NostrEventException {
    if (text.length() > MAX_CHARS * 4L / 3 + 4) {
      throw tooLong();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException _) {
      throw new NostrEventException("The Nostr event is not base64");
    } catch (CharacterCodingException _) {
      throw new NostrEventException("The Nostr event is not UTF-8");
    }
  }

  /** Reads an event from its JSON. */
  static NostrEvent read(String json) throws NostrEventException {
    if (json.length() > MAX_CHARS) {
      throw tooLong();
    }
    // Half a pair has no bytes in UTF-8: two events would have one id.
    if (json.codePoints().anyMatch(NostrEventReader::isHalf)) {
      throw new NostrEventException("The Nostr event has half a character in it");
    }
    try (var in = JSON.createParser(ObjectReadContext.empty(), json)) {
      return new NostrEventReader(in).event();
    } catch (JacksonException _) {
      throw new NostrEventException("The Nostr event is not JSON, or says something twice");
    }
  }

  private NostrEvent event() throws NostrEventException {
    require(in.nextToken() == JsonToken.START_OBJECT, "The Nostr event is no object");
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      field(in.currentName());
    }
    require(in.nextToken() == null, "Something follows the Nostr event");
    if (id == null
        || pubkey == null
        || tags == null
        || content == null
        || sig == null
        || kind < 0
        || createdAt < 0) {
      throw new NostrEventException("The Nostr event lacks one of its seven fields");
    }
    return new NostrEvent(id, pubkey, createdAt, kind, tags, content, sig);
  }

  private void field(String name) throws NostrEventException {
    in.nextToken();
    switch (name) {
      case "id" -> id = hex(64);
      case "pubkey" -> pubkey = hex(64);
      case "sig" -> sig = hex(128);
      case "created_at" -> createdAt = integer(253_402_300_799L);
      case "kind" -> kind = (int) integer(65_535);
      case "content" -> content = text();
      case "tags" -> tags = tags();
      default -> throw new NostrEventException("The Nostr event has a field that none has");
    }
  }

  private List<List<String>> tags() throws NostrEventException {
    require(in.currentToken() == JsonToken.START_ARRAY, "The Nostr event's tags are no list");
    var all = new ArrayList<List<String>>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      require(in.currentToken() == JsonToken.START_ARRAY, "A tag of the Nostr event is no list");
      require(all.size() < MAX_TAGS, "The Nostr event has more than " + MAX_TAGS + " tags");
      var tag = new ArrayList<String>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        require(
            tag.size() < MAX_TAG_VALUES,
            "A tag of the Nostr event has more than " + MAX_TAG_VALUES + " values");
        tag.add(text());
      }
      all.add(List.copyOf(tag));
    }
    return all;
  }

  private String hex(int length) throws NostrEventException {
    String text = text();
    require(
        Hex.isLower(text, length),
        "A key, id or signature of the Nostr event is not hexadecimal in lower case, or not as"
            + " long as it is");
    return text;
  }

  private String text() throws NostrEventException {
    require(
        in.currentToken() == JsonToken.VALUE_STRING,
        "The Nostr event has something else where a text belongs");
    String text = in.getString();
    require(
        text.codePoints().noneMatch(NostrEventReader::isHalf),
        "The Nostr event has half a character in it");
    return text;
  }

  private long integer(long most) throws NostrEventException {
    require(
        in.currentToken() == JsonToken.VALUE_NUMBER_INT,
        "The Nostr event has something else where a whole number belongs");
    long value = in.getLongValue();
    require(value >= 0 && value <= most, "A number of the Nostr event is out of its bounds");
    return value;
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static NostrEventException tooLong() {
    return new NostrEventException("The Nostr event is longer than " + MAX_CHARS + " characters");
  }

  private static void require(boolean holds, String otherwise) throws NostrEventException {
    if (!holds) {
      throw new NostrEventException(otherwise);
    }
  }
}
