package io.starling.server.transport;

import io.vertx.core.transport.Transport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the event loops speak to the kernel. */
public enum TransportKind {
  IO_URING,
  EPOLL,
  NIO;

  /** As it stands in {@code GET /api/info}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether kernel and library have it here. */
  public boolean isAvailable() {
    Transport transport = transport();
    return transport != null && transport.available();
  }

  /** Vert.x's name for it; null where its classes are missing. */
  public @Nullable Transport transport() {
    return switch (this) {
      case IO_URING -> Transport.IO_URING;
      case EPOLL -> Transport.EPOLL;
      case NIO -> Transport.NIO;
    };
  }
}
