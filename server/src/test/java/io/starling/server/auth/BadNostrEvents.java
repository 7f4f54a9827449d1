package io.starling.server.auth;

import static io.starling.server.auth.NostrEvents.ADA;
import static io.starling.server.auth.NostrEvents.CANARY;
import static io.starling.server.auth.NostrEvents.CHALLENGE;
import static io.starling.server.auth.NostrEvents.EVE;
import static io.starling.server.auth.NostrEvents.SECONDS;
import static io.starling.server.auth.NostrEvents.URL;
import static io.starling.server.auth.NostrEvents.base64;
import static io.starling.server.auth.NostrEvents.fields;
import static io.starling.server.auth.NostrEvents.header;
import static io.starling.server.auth.NostrEvents.http;
import static io.starling.server.auth.NostrEvents.json;
import static io.starling.server.auth.NostrEvents.login;
import static io.starling.server.auth.NostrEvents.message;
import static io.starling.server.auth.NostrEvents.pubkey;
import static io.starling.server.auth.NostrEvents.sign;
import static io.starling.server.auth.NostrEvents.tag;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.starling.protocol.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nostr events that must be refused, each with its reason. */
final class BadNostrEvents {

  private static final String NO_JSON = "not JSON, or says something twice";
  private static final String LACKS = "lacks one of its seven fields";
  private static final String HEX = "not hexadecimal in lower case";
  private static final String TEXT = "where a text belongs";
  private static final String NUMBER = "where a whole number belongs";
  private static final String BOUNDS = "out of its bounds";
  private static final String ID = "id is not the hash";
  private static final String SIGNATURE = "signature is not valid";
  private static final String CHALLENGED = "does not sign the challenge";
  private static final String RELAY = "(relay)";
  private static final String ADDRESS = "(u)";
  private static final String METHOD = "(method)";

  private final List<BadCase> cases = new ArrayList<>();
  private final NostrEvent good = login();
  private final String text = json(good);

  private BadNostrEvents() {}

  static List<BadCase> all() {
    var bad = new BadNostrEvents();
    bad.texts();
    bad.fieldsWrong();
    bad.tagsWrong();
    bad.forgeries();
    bad.logins();
    bad.relays();
    bad.requests();
    bad.addresses();
    return bad.cases;
  }

  private void texts() {
    raw("empty", "", NO_NOSTR_END);
    raw("not base64", "§§§" + CANARY, "is not base64");
    raw("base64 of a word", base64(CANARY), NO_JSON);
    raw("base64 not UTF-8", "e/////8=", "is not UTF-8");
    raw("base64 of a list", base64("[" + text + "]"), "is no object");
    raw("cut off", text.substring(0, text.length() - 5), NO_JSON);
    raw("something after", text + "{}", "Something follows");
    raw("a comment within", "{/**/" + text.substring(1), NO_JSON);
    raw("single quotes", text.replace('"', '\''), NO_JSON);
    raw("an empty object", "{}", LACKS);
    raw("a field twice", "{\"kind\":1," + text.substring(1), NO_JSON);
    raw("a field more", "{\"ots\":\"x\"," + text.substring(1), "a field that none has");
    raw("too long", "{" + " ".repeat(17_000) + text.substring(1), "longer than 16384");
    raw("too long in base64", "A".repeat(30_000), "longer than 16384");
    raw("deep", with("tags", null).replace("null", "[".repeat(3_000)), "has something else");
    raw("half a character", with("content", "X").replace("\"X\"", "\"\\ud800\""), "half a char");
    raw("a number of 400 digits", with("kind", "K").replace("\"K\"", "1".repeat(400)), NO_JSON);
  }

  private static final String NO_NOSTR_END = "is no object";

  private void fieldsWrong() {
    for (String field : List.of("id", "pubkey", "created_at", "kind", "tags", "content", "sig")) {
      var fields = fields(good);
      fields.remove(field);
      raw("without " + field, JSONObjectUtils.toJSONString(fields), LACKS);
    }
    raw("id in upper case", with("id", "ABCDEF" + good.id().substring(6)), HEX);
    raw("id too short", with("id", good.id().substring(2)), HEX);
    raw("id null", with("id", null), TEXT);
    raw("pubkey compressed", with("pubkey", "02" + good.pubkey()), HEX);
    raw("pubkey npub", with("pubkey", "npub1xxxx"), HEX);
    raw("sig too long", with("sig", good.sig() + "00"), HEX);
    raw("sig a number", with("sig", 7), TEXT);
    raw("created_at a text", with("created_at", "" + SECONDS), NUMBER);
    raw("created_at a fraction", with("created_at", SECONDS + 0.5), NUMBER);
    raw("created_at negative", with("created_at", -1), BOUNDS);
    raw("created_at in milliseconds", with("created_at", SECONDS * 1000), BOUNDS);
    raw("kind too large", with("kind", 65_536), BOUNDS);
    raw("kind beyond int", with("kind", (1L << 32) + 22_242), BOUNDS);
    raw("kind true", with("kind", true), NUMBER);
    raw("content null", with("content", null), TEXT);
  }

  private void tagsWrong() {
    raw("tags an object", with("tags", Map.of()), "tags are no list");
    raw("tags of texts", with("tags", List.of("challenge")), "A tag of the Nostr event is no list");
    raw("a tag of numbers", with("tags", List.of(List.of(1))), TEXT);
    raw("65 tags", with("tags", Collections.nCopies(65, List.of("x"))), "more than 64 tags");
    raw("17 values", with("tags", List.of(Collections.nCopies(17, "x"))), "more than 16 values");
  }

  private void forgeries() {
    raw("content changed", with("content", "other"), ID);
    raw("created_at changed", with("created_at", SECONDS + 1), ID);
    raw("id of another", with("id", login("ws://localhost/").id()), ID);
    raw("signature of another", with("sig", login("ws://localhost/").sig()), SIGNATURE);
    raw("signature of zeros", with("sig", "0".repeat(128)), SIGNATURE);
    var eve = sign(EVE, SECONDS, good.kind(), good.tags(), good.content());
    add(
        "somebody else's key",
        new Credential.Message(json(eve), pubkey(ADA)),
        "not signed by the key");
    add(
        "the message's key in upper case",
        new Credential.Message(text, pubkey(ADA).toUpperCase(java.util.Locale.ROOT)),
        "not signed by the key");
    add("a key not listed", message(eve), "key is not known");
    var noPoint =
        new NostrEvent("", "f".repeat(64), SECONDS, good.kind(), good.tags(), "", good.sig());
    var named = fields(noPoint);
    named.put("id", noPoint.computedId());
    raw("pubkey no point of the curve", JSONObjectUtils.toJSONString(named), SIGNATURE);
  }

  private void logins() {
    add(
        "601 s old",
        ErrorCode.TOKEN_EXPIRED,
        message(login(SECONDS - 601, good.tags())),
        "too old");
    add("of 1970", ErrorCode.TOKEN_EXPIRED, message(login(0, good.tags())), "too old");
    add("601 s ahead", message(login(SECONDS + 601, good.tags())), "from the future");
    add("of kind 1", message(sign(ADA, SECONDS, 1, good.tags(), "")), "not of kind 22242");
    add("of NIP-98 in a message", message(http(URL)), "not of kind 22242");
    tags("without challenge", CHALLENGED, List.of(tag("relay", "ws://localhost:3001")));
    tags("another challenge", CHALLENGED, List.of(relay(), tag("challenge", "another")));
    tags("challenge empty", CHALLENGED, List.of(relay(), tag("challenge", "")));
    tags("challenge without value", CHALLENGED, List.of(relay(), tag("challenge")));
    tags("challenge in upper case", CHALLENGED, List.of(relay(), tag("Challenge", CHALLENGE)));
    tags(
        "two challenges",
        CHALLENGED,
        List.of(relay(), tag("challenge", CHALLENGE), tag("challenge", "b")));
    tags("without relay", RELAY, List.of(tag("challenge", CHALLENGE)));
    tags("two relays", RELAY, List.of(relay(), relay(), tag("challenge", CHALLENGE)));
  }

  private void relays() {
    for (String relay :
        List.of(
            "ws://evil.example:3001",
            "ws://localhost.evil.example",
            "ws://localhost:3002/ws/graph",
            "ws://localhost:3001@evil.example",
            "ws://user@localhost:3001",
            "ftp://localhost:3001",
            "localhost:3001",
            "//localhost:3001",
            "ws:localhost",
            "ws://",
            "ws://graph.example:444",
            "not an address",
            "")) {
      add("relay '" + relay + "'", message(login(relay)), RELAY);
    }
  }

  private void requests() {
    var tags = http(URL).tags();
    add("request 61 s old", ErrorCode.TOKEN_EXPIRED, header(http(SECONDS - 61, tags)), "too old");
    add("request 61 s ahead", header(http(SECONDS + 61, tags)), "from the future");
    add("of NIP-42 in a header", header(login()), "not of kind 27235");
    add("without method", header(http(SECONDS, List.of(tag("u", URL)))), METHOD);
    add(
        "another method",
        header(http(SECONDS, List.of(tag("u", URL), tag("method", "POST")))),
        METHOD);
    add(
        "method in lower case",
        header(http(SECONDS, List.of(tag("u", URL), tag("method", "get")))),
        METHOD);
    add("without u", header(http(SECONDS, List.of(tag("method", "GET")))), ADDRESS);
    add("header not base64", new Credential.NostrHttp(text), "is not base64");
    add("header in base64url", new Credential.NostrHttp("_-_-"), "is not base64");
  }

  private void addresses() {
    for (String url :
        List.of(
            "http://localhost:3001/api/v1/graph",
            "http://localhost:3001/api/v1/graph?limit=50",
            "http://localhost:3001/api/v1/graph/?limit=5",
            "http://localhost:3002/api/v1/graph?limit=5",
            "https://localhost:3001/api/v1/graph?limit=5",
            "http://evil.example:3001/api/v1/graph?limit=5",
            "http://127.0.0.1:3001/api/v1/graph?limit=5",
            "/api/v1/graph?limit=5",
            URL + "#part",
            "http://user@localhost:3001/api/v1/graph?limit=5",
            "http://localhost:3001/api/v1/%67raph?limit=5")) {
      add("u '" + url + "'", header(http(url)), ADDRESS);
    }
  }

  private static List<String> relay() {
    return tag("relay", "ws://localhost:3001/ws/graph");
  }

  private void tags(String name, String because, List<List<String>> tags) {
    add(name, message(login(SECONDS, tags)), because);
  }

  private String with(String field, @Nullable Object value) {
    var fields = fields(good);
    fields.put(field, value);
    return JSONObjectUtils.toJSONString(fields);
  }

  private void raw(String name, String token, String because) {
    add(name, new Credential.Message(token, null), because);
  }

  private void add(String name, Credential credential, String because) {
    add(name, ErrorCode.INVALID_TOKEN, credential, because);
  }

  private void add(String name, ErrorCode code, Credential credential, String because) {
    cases.add(new BadCase(name, credential, code, because));
  }
}
