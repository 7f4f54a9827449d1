package io.starling.server.hub;

/**
 * Turns a publication into the finished frames of one variant. Called under the channel's lock, so
 * it may keep state, such as what this variant's subscribers were last sent.
 *
 * @param <P> what the channel publishes
 */
public interface Encoder<P> {

  /**
   * Writes the publication to the log, or nothing when it does not concern this variant. On a
   * {@link Contract#EVERY} channel it is committed at once, or it could be lost in part; a keyframe
   * always is.
   */
  void encode(P publication, long seq, ChannelLog log);
}
