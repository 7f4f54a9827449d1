package io.starling.protocol.compact;

import static io.starling.protocol.compact.CompactLayout.BASE;
import static io.starling.protocol.compact.CompactLayout.BLOCK;
import static io.starling.protocol.compact.CompactLayout.CODING;
import static io.starling.protocol.compact.CompactLayout.PREDICTED;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/** The blocks of a compact update as they stand there, for people who look at the wire. */
public final class CompactColumns {
  private static final String[] AXES = {"x", "y", "z"};

  private CompactColumns() {}

  /** Takes a column: its name, such as {@code blocks[2].x}, its size, and what it says. */
  public interface Sink {
    void column(String path, int bytes, String meaning);
  }

  /**
   * Reads the blocks of a part of so many nodes, all that is readable, and moves on behind them.
   *
   * @throws ProtocolException MALFORMED_FRAME where they are not what the count says
   */
  public static void read(ByteBuf in, boolean keyframe, int count, Sink sink) {
    PackedReader reader = new PackedReader(in);
    int[] values = new int[BLOCK];
    for (int done = 0, block = 0; done < count; block++) {
      int size = Math.min(BLOCK, count - done);
      String path = "blocks[" + block + "].";
      int at = in.readerIndex();
      String which = keyframe ? varints(reader, size) : column(reader, values, size, false);
      sink.column(path + "which", in.readerIndex() - at, which);
      for (String axis : AXES) {
        at = in.readerIndex();
        String meaning = column(reader, values, size, true);
        sink.column(path + axis, in.readerIndex() - at, meaning);
      }
      done += size;
    }
    reader.requireEnd();
  }

  private static String varints(PackedReader reader, int size) {
    List<Long> gaps = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      gaps.add(Integer.toUnsignedLong(reader.varint()));
    }
    return "varints: " + gaps;
  }

  private static String column(PackedReader reader, int[] values, int size, boolean signed) {
    int head = reader.u8();
    int coding = head & CODING;
    boolean above = signed && (head & BASE) != 0;
    int base = above ? CompactLayout.unzigzag(reader.varint()) : 0;
    reader.values(values, size, coding);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      numbers.add(
          above ? values[i] + base : signed ? CompactLayout.unzigzag(values[i]) : values[i]);
    }
    String how =
        coding < CompactLayout.UNARY
            ? coding + " bits"
            : "unary with " + (coding - CompactLayout.UNARY) + " low bits";
    return how
        + (above ? " above " + base : "")
        + (signed && (head & PREDICTED) != 0 ? ", predicted" : "")
        + ": "
        + numbers;
  }
}
