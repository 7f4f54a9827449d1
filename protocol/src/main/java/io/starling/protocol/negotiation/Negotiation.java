package io.starling.protocol.negotiation;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage.Handshake;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what a client offers into what both can do: the highest common version. */
public final class Negotiation {
  public static final int MIN_VERSION = 1;
  public static final int MAX_VERSION = 4;
  public static final int FIRST_VERSION_WITH_FLAGS = 3;

  private Negotiation() {}

  /**
   * Answers a 0x32.
   *
   * @throws ProtocolException PROTOCOL_VERSION_MISMATCH where no version is common or none of the
   *     common has the format, UNSUPPORTED_FORMAT where there is no such format; the connection
   *     then stays as it was
   */
  public static Agreement answer(Handshake offer) {
    Format format =
        Format.numbered(offer.format()).orElseThrow(() -> unsupported("number " + offer.format()));
    int version = Math.min(offer.maxVersion(), MAX_VERSION);
    if (version < Math.max(offer.minVersion(), format.lowestVersion())) {
      throw mismatch(
          "No common version for format %s: offered %d to %d, known %d to %d"
              .formatted(
                  format.wireName(),
                  offer.minVersion(),
                  offer.maxVersion(),
                  format.lowestVersion(),
                  MAX_VERSION));
    }
    return new Agreement(version, format, offer.capabilities() & bitsFor(format));
  }

  /** A headerless stream has no room for binary heartbeats and errors, nor for compressed ones. */
  private static int bitsFor(Format format) {
    int offered = Capability.offeredBits();
    return format.headerless().isPresent() ? offered & Capability.ACKS.mask() : offered;
  }

  /**
   * Reads the parameters {@code v}, {@code format} and {@code caps} of a URL; empty where none of
   * them is there. A format without a version implies the default version, or the lowest that has
   * the format where that is higher.
   *
   * @throws ProtocolException as {@link #answer}, and VALIDATION_ERROR where {@code v} is no number
   */
  public static Optional<Agreement> fromQuery(
      @Nullable String v, @Nullable String format, @Nullable String caps) {
    if (v == null && format == null && caps == null) {
      return Optional.empty();
    }
    Format wanted =
        format == null
            ? Agreement.DEFAULT.format()
            : Format.named(format).orElseThrow(() -> unsupported("of that name"));
    int version =
        v == null ? Math.max(Agreement.DEFAULT.version(), wanted.lowestVersion()) : version(v);
    return Optional.of(answer(new Handshake(version, version, wanted.number(), bits(caps))));
  }

  private static int version(String v) {
    if (!v.matches("[0-9]{1,3}")) {
      throw ProtocolException.of(ErrorCode.VALIDATION_ERROR, "The parameter v is not a version");
    }
    int version = Integer.parseInt(v);
    if (version < MIN_VERSION || version > MAX_VERSION) {
      throw mismatch("Version " + version + " is not known");
    }
    return version;
  }

  private static int bits(@Nullable String caps) {
    int bits = 0;
    for (String name : caps == null ? new String[0] : caps.split(",", -1)) {
      bits |= Capability.named(name.strip()).map(Capability::mask).orElse(0);
    }
    return bits;
  }

  private static ProtocolException unsupported(String which) {
    return ProtocolException.of(
        ErrorCode.UNSUPPORTED_FORMAT,
        "Format " + which + " is not offered; choose of " + Format.names());
  }

  private static ProtocolException mismatch(String message) {
    return ProtocolException.of(ErrorCode.PROTOCOL_VERSION_MISMATCH, message);
  }
}
