package io.starling.server.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header Sec-WebSocket-Extensions (RFC 6455, section 9.1): extensions divided by commas, their
 * parameters by semicolons, values as tokens or quoted. Confined to one call.
 */
final class Extensions {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /** An extension that is offered, with its parameters in their order. */
  record Extension(String name, List<Parameter> parameters) {
    Extension {
      parameters = List.copyOf(parameters);
    }
  }

  /** A parameter; one without a value is a flag. */
  record Parameter(String name, @Nullable String value) {}

  private final String header;
  private int at;

  private Extensions(String header) {
    this.header = header;
  }

  /** What a header says, in its order; empty where it breaks the grammar. */
  static Optional<List<Extension>> parse(String header) {
    return Optional.ofNullable(new Extensions(header).list());
  }

  /** Elements may be empty, as in every list of HTTP (RFC 9110, section 5.6.1). */
  private @Nullable List<Extension> list() {
    List<Extension> all = new ArrayList<>();
    do {
      skipSpace();
      if (at < header.length() && peek() != ',') {
        Extension next = extension();
        if (next == null) {
          return null;
        }
        all.add(next);
      }
    } while (skip(','));
    return at == header.length() ? all : null;
  }

  private @Nullable Extension extension() {
    String name = token();
    if (name == null) {
      return null;
    }
    List<Parameter> parameters = new ArrayList<>();
    while (skip(';')) {
      Parameter next = parameter();
      if (next == null) {
        return null;
      }
      parameters.add(next);
    }
    return new Extension(name, parameters);
  }

  private @Nullable Parameter parameter() {
    String name = token();
    if (name == null) {
      return null;
    }
    if (!skip('=')) {
      return new Parameter(name, null);
    }
    skipSpace();
    String value = at < header.length() && peek() == '"' ? quoted() : token();
    return value == null ? null : new Parameter(name, value);
  }

  /** What is quoted must be a token, too. */
  private @Nullable String quoted() {
    at++;
    var value = new StringBuilder();
    while (at < header.length() && peek() != '"') {
      if (peek() == '\\') {
        at++;
      }
      if (at == header.length() || !isTokenMark(peek())) {
        return null;
      }
      value.append(header.charAt(at++));
    }
    return value.isEmpty() || !skip('"') ? null : value.toString();
  }

  private @Nullable String token() {
    skipSpace();
    int from = at;
    while (at < header.length() && isTokenMark(peek())) {
      at++;
    }
    return at == from ? null : header.substring(from, at);
  }

  private boolean skip(char mark) {
    skipSpace();
    if (at < header.length() && peek() == mark) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < header.length() && (peek() == ' ' || peek() == '\t')) {
      at++;
    }
  }

  private char peek() {
    return header.charAt(at);
  }

  private static boolean isTokenMark(char mark) {
    return (mark >= '0' && mark <= '9')
        || (mark >= 'A' && mark <= 'Z')
        || (mark >= 'a' && mark <= 'z')
        || TOKEN_MARKS.indexOf(mark) >= 0;
  }
}
