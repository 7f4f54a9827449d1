package io.starling.benchmarks.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.NodeCodec;
import io.starling.protocol.binary.PositionCodec;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.binary.Stamp;
import io.starling.protocol.compact.CompactDecoder;
import io.starling.protocol.compact.CompactEncoder;
import io.starling.protocol.message.Nodes;
import io.starling.protocol.message.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Updates of many nodes, all of which have moved: an operation is one whole update; divide by
 * {@code nodes}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

  private static final int VERSION = 3;
  private static final int HEADER = 4;
  private static final float QUANTUM = 22f / 256;

  @Param({"1000", "100000"})
  int nodes;

  private final Stamp stamp = Stamp.at(0, 1);
  private Rows rows = Rows.range(0, 0);
  private Columns here = Columns.of(new int[0], new float[3][0]);
  private Columns there = here;
  private ByteBuf out = Unpooled.EMPTY_BUFFER;
  private ByteBuf positions = Unpooled.EMPTY_BUFFER;
  private ByteBuf records = Unpooled.EMPTY_BUFFER;
  private CompactEncoder encoder = new CompactEncoder(VERSION, QUANTUM);
  private boolean odd;

  /** Two places for each node, up to half an edge apart. */
  @Setup
  public void place() {
    SplittableRandom random = new SplittableRandom(1);
    int[] ids = new int[nodes];
    float[][] first = new float[3][nodes];
    float[][] second = new float[3][nodes];
    for (int i = 0; i < nodes; i++) {
      ids[i] = i + 1;
      for (int axis = 0; axis < 3; axis++) {
        first[axis][i] = (float) random.nextDouble(-500, 500);
        second[axis][i] = first[axis][i] + (float) random.nextDouble(0.1, 10);
      }
    }
    here = Columns.of(ids, first, second);
    there = Columns.of(ids, second, first);
    rows = Rows.range(0, nodes);
    out = Unpooled.directBuffer(nodes * 32 + 4_096);
    positions = Unpooled.directBuffer();
    PositionCodec.encode(positions, VERSION, here, Rows.range(0, Math.min(nodes, 3_000)), stamp);
    records = Unpooled.directBuffer();
    NodeCodec.encode(records, VERSION, here, Rows.range(0, Math.min(nodes, 2_000)));
    encoder = new CompactEncoder(VERSION, QUANTUM);
    encoder.keyframe(here, rows, 0);
  }

  @Benchmark
  public ByteBuf encodePositions() {
    PositionCodec.encode(out.clear(), VERSION, here, rows, stamp);
    return out;
  }

  @Benchmark
  public ByteBuf encodeClient28() {
    NodeCodec.encode(out.clear(), VERSION, here, rows);
    return out;
  }

  /** Reads every field of as many records as one message holds; divide by at most 3,000. */
  @Benchmark
  public float decodePositions() {
    positions.readerIndex(HEADER);
    Positions all = PositionCodec.decode(VERSION, positions);
    float sum = 0;
    for (int i = 0; i < all.count(); i++) {
      sum += all.id(i) + all.x(i) + all.y(i) + all.z(i) + all.time(i) + all.flags(i);
    }
    return sum;
  }

  /** Reads every field of as many records as one message holds; divide by at most 2,000. */
  @Benchmark
  public float decodeClient28() {
    records.readerIndex(HEADER);
    Nodes all = NodeCodec.decode(records);
    float sum = 0;
    for (int i = 0; i < all.count(); i++) {
      sum += all.typedId(i) + all.x(i) + all.y(i) + all.z(i) + all.vx(i) + all.vy(i) + all.vz(i);
    }
    return sum;
  }

  @Benchmark
  public ByteBuf encodeCompactDelta() {
    odd = !odd;
    encoder.delta(odd ? there : here, rows, 0);
    return copy();
  }

  @Benchmark
  public ByteBuf encodeCompactKeyframe() {
    encoder.keyframe(here, rows, 0);
    return copy();
  }

  /** A reader of the stream of {@link #encodeCompactDelta}: its two deltas and a keyframe. */
  @State(Scope.Thread)
  public static class Reader {
    private final CompactDecoder decoder = new CompactDecoder();
    private ByteBuf[] messages = {};

    /** Records what it reads. */
    @Setup
    public void record(CodecBenchmark benchmark) {
      var encoder = new CompactEncoder(VERSION, QUANTUM);
      var all = new ArrayList<ByteBuf>();
      encoder.keyframe(benchmark.here, benchmark.rows, 0);
      add(encoder, all);
      for (int delta = 0; delta < 9; delta++) {
        encoder.delta(delta % 2 == 0 ? benchmark.there : benchmark.here, benchmark.rows, 0);
        add(encoder, all);
      }
      messages = all.toArray(ByteBuf[]::new);
    }

    private static void add(CompactEncoder encoder, List<ByteBuf> messages) {
      for (int part = 0; part < encoder.parts().count(); part++) {
        ByteBuf message = Unpooled.directBuffer();
        encoder.parts().write(part, message);
        messages.add(message);
      }
    }
  }

  /** A keyframe and nine deltas; divide by 10 × nodes. */
  @Benchmark
  public CompactDecoder decodeCompact(Reader reader) {
    for (ByteBuf message : reader.messages) {
      boolean more = (message.getByte(1) & 0x80) != 0;
      reader.decoder.read(message.readerIndex(HEADER), more);
    }
    return reader.decoder;
  }

  private ByteBuf copy() {
    out.clear();
    for (int part = 0; part < encoder.parts().count(); part++) {
      encoder.parts().write(part, out);
    }
    return out;
  }
}
