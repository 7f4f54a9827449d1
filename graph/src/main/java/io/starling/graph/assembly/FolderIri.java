package io.starling.graph.assembly;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * IRIs of the folder's own files. A relative IRI in {@code onto/terms.ttl} is relative to {@code
 * folder:/onto/terms.ttl}: the same on every machine, and {@code <../notes/Reef.md>} means the
 * page.
 */
public final class FolderIri {
  private static final String ROOT = "folder:/";

  private FolderIri() {}

  /** Gives the IRI that a file's relative IRIs are relative to. */
  public static String base(String path) {
    StringBuilder iri = new StringBuilder(ROOT);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if ((c < 0x80 && Character.isLetterOrDigit(c)) || "/-._~".indexOf(c) >= 0) {
        iri.append(c);
      } else {
        iri.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        iri.append(Character.toUpperCase(Character.forDigit(c & 0xF, 16)));
      }
    }
    return iri.toString();
  }

  /**
   * Gives the path of the file that an IRI names; empty when it names something else, or a part of
   * a file.
   */
  static Optional<String> path(String iri) {
    if (!iri.startsWith(ROOT) || iri.indexOf('#') >= 0) {
      return Optional.empty();
    }
    try {
      String encoded = iri.substring(ROOT.length()).replace("+", "%2B");
      return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
