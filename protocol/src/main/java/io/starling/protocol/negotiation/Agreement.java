package io.starling.protocol.negotiation;

import io.starling.protocol.compression.Coding;
import java.util.Optional;

/**
 * What holds on a connection after a handshake, by message or by URL. Immutable.
 *
 * @param version 1–4
 * @param capabilities bits of {@link Capability}
 */
public record Agreement(int version, Format format, int capabilities) {

  /** What holds without any handshake: version 2, positions, JSON heartbeats and errors. */
  public static final Agreement DEFAULT = new Agreement(2, Format.POSITION, 0);

  /** Returns whether both sides can do this. */
  public boolean has(Capability capability) {
    return (capabilities & capability.mask()) != 0;
  }

  /**
   * Returns whether binary frames from the server are nothing but node records, so that everything
   * else comes as JSON.
   */
  public boolean isHeaderless() {
    return format.headerless().isPresent();
  }

  /** Returns whether payloads may be compressed so, in either direction. */
  public boolean has(Coding coding) {
    return marksParts() && has(Capability.of(coding));
  }

  /**
   * Returns how the server compresses large payloads of the stream; brotli, the smaller, where both
   * were agreed on. Formats without headers have no place to say it.
   */
  public Optional<Coding> compression() {
    return switch (format) {
      case POSITION, CLIENT28, COMPACT ->
          has(Coding.BROTLI)
              ? Optional.of(Coding.BROTLI)
              : has(Coding.ZLIB) ? Optional.of(Coding.ZLIB) : Optional.empty();
      case WIRE34, WIRE36, COMPUTE48 -> Optional.empty();
    };
  }

  /** Returns whether 0x80 may say that more messages of the same update follow. */
  public boolean marksParts() {
    return version >= Negotiation.FIRST_VERSION_WITH_FLAGS;
  }
}
