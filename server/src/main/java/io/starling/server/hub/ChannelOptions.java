package io.starling.server.hub;

/** How a channel behaves. */
public record ChannelOptions(Contract contract, Retention retention, GapEncoder gaps) {

  /** For state, where the newest counts; there are no gaps, so none is encoded. */
  public static ChannelOptions latest() {
    return new ChannelOptions(Contract.LATEST, Retention.DEFAULT, (_, _, _, _) -> {});
  }

  public static ChannelOptions every(Retention retention, GapEncoder gaps) {
    return new ChannelOptions(Contract.EVERY, retention, gaps);
  }
}
