package io.starling.server.transport;

import io.starling.server.transport.Extensions.Extension;
import io.starling.server.transport.Extensions.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this server agrees to of permessage-deflate (RFC 7692, section 7.1). It never keeps a window
 * over messages, on either side: so a connection needs no memory for compression, and what is
 * compressed once is right for all.
 */
final class DeflateOffer {

  private static final String NAME = "permessage-deflate";
  private static final String AGREED =
      NAME + "; server_no_context_takeover; client_no_context_takeover";

  /** The JDK's deflater has this window and no other. */
  private static final int WINDOW_BITS = 15;

  private static final int MIN_WINDOW_BITS = 8;

  /** How a handshake's offers are answered. */
  sealed interface Answer {
    /** With this header; the connection is compressed. */
    record Agreed(String header) implements Answer {}

    /** With no header: nothing was offered that can be agreed to. */
    record Declined() implements Answer {}

    /** With a refusal: RFC 6455, section 9.1, lets nobody go on with a broken header. */
    record Malformed() implements Answer {}
  }

  private DeflateOffer() {}

  /** Answers all offers of a handshake; the first that can be agreed to is. */
  static Answer answer(List<String> headers) {
    Optional<List<Extension>> offers = Extensions.parse(String.join(",", headers));
    if (offers.isEmpty()) {
      return new Answer.Malformed();
    }
    for (Extension offer : offers.get()) {
      String header = agree(offer);
      if (header != null) {
        return new Answer.Agreed(header);
      }
    }
    return new Answer.Declined();
  }

  private static @Nullable String agree(Extension offer) {
    if (!offer.name().equals(NAME)) {
      return null;
    }
    String header = AGREED;
    Set<String> seen = new HashSet<>();
    for (Parameter parameter : offer.parameters()) {
      String value = parameter.value();
      boolean can =
          switch (parameter.name()) {
            case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
            case "client_max_window_bits" -> value == null || isWindow(value);
            case "server_max_window_bits" -> String.valueOf(WINDOW_BITS).equals(value);
            default -> false;
          };
      if (!can || !seen.add(parameter.name())) {
        return null;
      }
      if (parameter.name().equals("server_max_window_bits")) {
        header += "; server_max_window_bits=" + WINDOW_BITS;
      }
    }
    return header;
  }

  /** Decimal, with no zero in front. */
  private static boolean isWindow(String value) {
    return value.matches("[1-9][0-9]?")
        && Integer.parseInt(value) >= MIN_WINDOW_BITS
        && Integer.parseInt(value) <= WINDOW_BITS;
  }
}
