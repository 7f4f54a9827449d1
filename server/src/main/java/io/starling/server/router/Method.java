package io.starling.server.router;

import io.starling.server.auth.Scope;
import io.starling.server.channel.Viewer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that clients can ask for by name. Its schema is the file of its name in {@code
 * schema/methods}.
 *
 * @param scope what the caller must have, or null where everybody may call it
 */
public record Method(String name, Kind kind, @Nullable Scope scope, Handler handler) {

  /** Whether it changes something. */
  public enum Kind {
    QUERY,
    COMMAND;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Does it, on the viewer's event loop, without blocking. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers, or says that it will.
     *
     * @param params as the schema says, always an object
     */
    Reply call(Viewer viewer, JsonNode params);
  }

  public static Method query(String name, Handler handler) {
    return new Method(name, Kind.QUERY, null, handler);
  }

  public static Method command(String name, Handler handler) {
    return new Method(name, Kind.COMMAND, null, handler);
  }

  /** The same, for those who have this scope. */
  public Method only(Scope needed) {
    return new Method(name, kind, needed, handler);
  }
}
