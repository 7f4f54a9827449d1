package io.starling.server.channel.agent;

import io.starling.server.hub.ChannelLog;
import io.starling.server.hub.Encoder;
import io.starling.server.hub.VariantContext;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One stream of agents: says when, at the rate of its tier, what has changed is sent, and when
 * everything. What is not due is owed, so that the last change is never forgotten. Under the
 * channel's lock.
 */
final class AgentEncoder implements Encoder<AgentBoard> {

  /** So often at most everything is sent on demand. */
  private static final long KEYFRAME_PAUSE = Duration.ofMillis(100).toNanos();

  /** Past so many bytes of changes, and twice a keyframe's, everything is sent anew. */
  private static final int MAX_CHANGE_BYTES = 64 * 1024;

  /** Hears when there is something to send again. */
  interface Owing {
    void in(long nanos);
  }

  private final AgentVariant variant;
  private final VariantContext context;
  private final LongSupplier nanoTime;
  private final Owing owing;
  private final AgentFrames frames;
  private final SentAgents sent = new SentAgents();
  private int[] ids = {};
  private int[] masks = {};
  private boolean begun;
  private long keyframeNanos;
  private long sentNanos;
  private int keyframeBytes;
  private int changeBytes;

  AgentEncoder(AgentVariant variant, VariantContext context, LongSupplier nanoTime, Owing owing) {
    this.variant = variant;
    this.context = context;
    this.nanoTime = nanoTime;
    this.owing = owing;
    this.frames = variant.frames();
  }

  @Override
  public void encode(AgentBoard board, long seq, ChannelLog log) {
    long now = nanoTime.getAsLong();
    boolean wanted = context.takeKeyframeRequest();
    long due =
        wanted ? keyframeNanos + KEYFRAME_PAUSE - now : sentNanos + variant.intervalNanos() - now;
    if (begun && due > 0) {
      owing.in(due);
      return;
    }
    boolean keyframe =
        !begun || wanted || changeBytes > Math.max(MAX_CHANGE_BYTES, 2 * keyframeBytes);
    if (keyframe) {
      sent.forget();
    }
    int count = findChanged(board);
    if (count > 0 || keyframe) {
      int bytes = write(board, count, log);
      log.commit(seq, keyframe);
      note(keyframe, bytes, now);
    }
  }

  private void note(boolean keyframe, int bytes, long now) {
    begun = true;
    sentNanos = now;
    if (keyframe) {
      keyframeNanos = now;
      keyframeBytes = bytes;
      changeBytes = 0;
    } else {
      changeBytes += bytes;
    }
  }

  private int findChanged(AgentBoard board) {
    if (ids.length < board.count()) {
      ids = new int[board.rows()];
      masks = new int[board.rows()];
    }
    int count = 0;
    for (int id = board.next(1); id >= 0; id = board.next(id + 1)) {
      int mask = sent.changed(board, id) & variant.stream().fields();
      if (mask != 0) {
        ids[count] = id;
        masks[count++] = mask;
      }
    }
    return count;
  }

  private int write(AgentBoard board, int count, ChannelLog log) {
    for (int i = 0; i < count; i++) {
      sent.sent(board, ids[i]);
    }
    return frames.write(log, board, new AgentFrames.Some(ids, masks, count));
  }
}
