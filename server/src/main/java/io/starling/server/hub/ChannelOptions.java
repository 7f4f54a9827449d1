package io.starling.server.hub;

import java.time.Duration;

/** How a channel behaves. */
public record ChannelOptions(Contract contract, Retention retention, GapEncoder gaps) {

  /** For state, where the newest counts; there are no gaps, so none is encoded. */
  public static ChannelOptions latest() {
    return new ChannelOptions(Contract.LATEST, Retention.DEFAULT, (_, _, _, _) -> {});
  }

  /** For what is worthless when it is late, such as voice; nobody is told of what is skipped. */
  public static ChannelOptions timely(Duration age) {
    var retention = new Retention(0, Retention.DEFAULT.bytes(), age);
    return new ChannelOptions(Contract.TIMELY, retention, (_, _, _, _) -> {});
  }

  public static ChannelOptions every(Retention retention, GapEncoder gaps) {
    return new ChannelOptions(Contract.EVERY, retention, gaps);
  }
}
