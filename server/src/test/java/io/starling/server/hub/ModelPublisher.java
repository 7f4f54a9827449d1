package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;

/** The publishing side of the model's world: what was published, and how it is encoded. */
final class ModelPublisher implements EveryChecker.Published, TimelyChecker.Spoken {

  static final int CELLS = 7;
  static final byte EVENT = 'E';
  static final byte GAP = 'G';
  static final byte STATE = 'S';
  static final byte VOICE = 'V';

  /** Of what is worthless when it is late. */
  static final Duration FRESH = Duration.ofMillis(200);

  private static final int CELLS_PER_FRAME = 3;

  /** One version of the state; the last of a schedule is resting, and so sent to all. */
  private record State(long version, int padding, boolean resting) {}

  final Retention retention;
  final Channel<Integer> events;

  private final Channel<State> states;
  private final Channel<Integer> voice;
  private final List<Long> voiceNanos = new ArrayList<>();
  private final Random random;
  private final ManualClock clock;
  private final Fault fault;
  private final boolean large;
  private final List<Long> eventNanos = new ArrayList<>();
  private final List<long[]> history = new ArrayList<>();
  private final long[] cells = new long[CELLS];
  private boolean keyframeWanted;

  ModelPublisher(Hub hub, Random random, ManualClock clock, Fault fault) {
    this.random = random;
    this.clock = clock;
    this.fault = fault;
    this.large = random.nextInt(40) == 0;
    Duration age = random.nextInt(4) == 0 ? Duration.ofSeconds(2) : Duration.ofDays(1);
    this.retention = new Retention(random.nextInt(12), Segment.MAX_CAPACITY, age);
    this.events = hub.channel("events", ChannelOptions.every(retention, this::encodeGap));
    this.states =
        hub.channel("states", new ChannelOptions(Contract.LATEST, retention, (_, _, _, _) -> {}));
    this.voice = hub.channel("voice", ChannelOptions.timely(age(fault)));
    states.onKeyframeWanted(() -> keyframeWanted = true);
    history.add(cells.clone());
  }

  private static Duration age(Fault fault) {
    return switch (fault) {
      case LATE -> FRESH.multipliedBy(10);
      case HASTY -> FRESH.dividedBy(10);
      default -> FRESH;
    };
  }

  @Override
  public long spoken() {
    return voiceNanos.size();
  }

  @Override
  public long ageOf(long seq) {
    return clock.getAsLong() - voiceNanos.get((int) seq - 1);
  }

  @Override
  public long count() {
    return eventNanos.size();
  }

  @Override
  public long nanos(long seq) {
    return eventNanos.get((int) seq - 1);
  }

  @Override
  public long now() {
    return clock.getAsLong();
  }

  List<long[]> history() {
    return history;
  }

  void publishEvent() {
    eventNanos.add(clock.getAsLong());
    events.publish(random.nextInt(20) == 0 ? 900 : random.nextInt(90));
  }

  void speak() {
    voiceNanos.add(clock.getAsLong());
    voice.publish(random.nextInt(20) == 0 ? 900 : random.nextInt(90));
  }

  Subscription listen(Outbox outbox) {
    return voice.subscribe(outbox, "voice", Lane.VOICE, _ -> ModelPublisher::encodeVoice);
  }

  private static void encodeVoice(int padding, long seq, ChannelLog log) {
    int length = 9 + padding;
    ByteBuf out = log.begin(Frames.bytes(length));
    Frames.writeHeader(out, Frames.BINARY, length);
    out.writeByte(VOICE).writeLong(seq).writeZero(padding);
    log.commit(seq, false);
  }

  void publishState(boolean resting) {
    int changes = random.nextInt(CELLS);
    long version = history.size();
    for (int i = 0; i < changes; i++) {
      cells[random.nextInt(CELLS)] = version;
    }
    history.add(cells.clone());
    keyframeWanted = false;
    states.publish(new State(version, large ? 20_000 : random.nextInt(30), resting));
  }

  boolean isKeyframeWanted() {
    return keyframeWanted;
  }

  int variants() {
    return events.variants() + states.variants() + voice.variants();
  }

  int subscribers() {
    return events.subscribers() + states.subscribers() + voice.subscribers();
  }

  Subscription subscribeToEvents(Outbox outbox, int selection, int frames) {
    LongPredicate concerns = EveryChecker.selections().get(selection);
    return events.subscribe(
        outbox,
        List.of(selection, frames),
        Lane.EVENTS,
        _ ->
            (padding, seq, log) -> {
              if (concerns.test(seq)) {
                encodeEvent(padding, seq, frames, log);
              }
            });
  }

  /**
   * @param pace only every so many versions are encoded, as for a slow tier
   */
  Subscription subscribeToStates(Outbox outbox, int pace) {
    return states.subscribe(
        outbox, pace, Lane.STATE, context -> new StateEncoder(context, pace)::encode);
  }

  private long[] cellsOf(State state) {
    return history.get((int) state.version());
  }

  private static void encodeEvent(int padding, long seq, int frames, ChannelLog log) {
    int length = 17 + padding;
    ByteBuf out = log.begin(frames * Frames.bytes(length));
    for (int part = 0; part < frames; part++) {
      Frames.writeHeader(out, Frames.BINARY, length);
      out.writeByte(EVENT).writeLong(seq).writeInt(part).writeInt(frames).writeZero(padding);
    }
    log.commit(seq, false);
  }

  private void encodeGap(Object channel, long from, long to, ByteBuf out) {
    Frames.writeHeader(out, Frames.BINARY, 17);
    out.writeByte(GAP);
    switch (fault) {
      case GAP_TOO_WIDE -> out.writeLong(from).writeLong(to + 1);
      case GAP_TOO_NARROW -> out.writeLong(from + 1).writeLong(to);
      default -> out.writeLong(from).writeLong(to);
    }
  }

  /** Remembers what this variant's subscribers were last sent. */
  private final class StateEncoder {
    private final VariantContext context;
    private final int pace;
    private final long[] sent = new long[CELLS];
    private boolean begun;

    StateEncoder(VariantContext context, int pace) {
      this.context = context;
      this.pace = pace;
    }

    void encode(State state, long seq, ChannelLog log) {
      boolean due = state.resting() || state.version() % pace == 0;
      if (!begun || (due && wantsKeyframe(state))) {
        begun = true;
        write(state, seq, log, true);
      } else if (due) {
        write(state, seq, log, false);
      }
    }

    private boolean wantsKeyframe(State state) {
      return fault != Fault.NO_KEYFRAME
          && (state.version() % 23 == 0 || context.takeKeyframeRequest());
    }

    private void write(State state, long seq, ChannelLog log, boolean keyframe) {
      List<Integer> chosen = new ArrayList<>();
      for (int cell = 0; cell < CELLS; cell++) {
        if (keyframe || sent[cell] != cellsOf(state)[cell]) {
          chosen.add(cell);
        }
      }
      if (keyframe && fault == Fault.STALE_KEYFRAME) {
        chosen.removeLast();
      }
      System.arraycopy(cellsOf(state), 0, sent, 0, CELLS);
      int parts = Math.ceilDiv(chosen.size(), CELLS_PER_FRAME);
      if (parts == 0) {
        return;
      }
      ByteBuf out = log.begin(parts * (64 + state.padding()));
      for (int part = 0; part < parts; part++) {
        int from = part * CELLS_PER_FRAME;
        writeFrame(
            out,
            state,
            chosen.subList(from, Math.min(chosen.size(), from + CELLS_PER_FRAME)),
            new int[] {keyframe ? 1 : 0, part, parts});
      }
      log.commit(seq, keyframe);
    }

    private void writeFrame(ByteBuf out, State state, List<Integer> chosen, int[] header) {
      Frames.writeHeader(out, Frames.BINARY, 18 + chosen.size() * 9 + 1 + state.padding());
      out.writeByte(STATE).writeByte(header[0]).writeLong(state.version());
      out.writeInt(header[1]).writeInt(header[2]);
      for (int cell : chosen) {
        out.writeByte(cell).writeLong(cellsOf(state)[cell]);
      }
      out.writeByte(-1).writeZero(state.padding());
    }
  }
}
