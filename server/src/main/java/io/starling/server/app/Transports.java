package io.starling.server.app;

import io.starling.server.transport.TransportKind;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how the event loops speak to the kernel, and starts them. */
final class Transports {

  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

  private static final String VARIABLE = "STARLING_TRANSPORT";

  /** The best first, as measured: docs/adr/0003-two-ways-out.md. */
  private static final List<TransportKind> PREFERENCE =
      List.of(TransportKind.IO_URING, TransportKind.EPOLL, TransportKind.NIO);

  private Transports() {}

  /**
   * The best that kernel and library have, or the one that the environment asks for.
   *
   * @throws CommandException when that one isn't there
   */
  static TransportKind choose() {
    String wanted = System.getenv(VARIABLE);
    if (wanted != null && !wanted.isBlank()) {
      return named(wanted);
    }
    TransportKind chosen =
        PREFERENCE.stream()
            .filter(TransportKind::isAvailable)
            .findFirst()
            .orElse(TransportKind.NIO);
    LOG.atInfo().addKeyValue("transport", chosen).log("transport chosen");
    return chosen;
  }

  static Vertx vertx(TransportKind transport, int loops) {
    return Vertx.builder()
        .with(
            new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(true)))
        .withTransport(transport.transport())
        .build();
  }

  private static TransportKind named(String wanted) {
    return Arrays.stream(TransportKind.values())
        .filter(kind -> kind.name().equals(wanted.toUpperCase(Locale.ROOT).replace('-', '_')))
        .filter(TransportKind::isAvailable)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    VARIABLE
                        + "="
                        + wanted
                        + " is not to be had here; it is io_uring, epoll or nio"));
  }
}
