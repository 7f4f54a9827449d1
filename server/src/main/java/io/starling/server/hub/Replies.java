package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The messages on their way to one connection alone, as frames. Small ones are gathered, so that
 * many leave in one system call; finished frames that others share stay where they are. Confined to
 * the connection's event loop.
 */
final class Replies {

  /** Small messages are gathered in pieces of at most this size. */
  private static final int PIECE = 16 * 1024;

  private static final int FIRST_PIECE = 512;

  private final ByteBufAllocator allocator;
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>(2);

  /** The newest piece, while it may grow. */
  private @Nullable ByteBuf open;

  private long ownBytes;
  private long sharedBytes;

  private record Piece(ByteBuf memory, boolean shared) {}

  Replies(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /** Copies a message behind what waits. */
  void add(int opcode, ByteBuf payload) {
    int length = payload.readableBytes();
    ByteBuf piece = pieceFor(Frames.bytes(length), Frames.bytes(length));
    Frames.writeHeader(piece, opcode, length);
    piece.writeBytes(payload, payload.readerIndex(), length);
    ownBytes += Frames.bytes(length);
  }

  /** The same, compressed where that makes it smaller. */
  void add(int opcode, ByteBuf payload, DeflatedFrames deflated) {
    int most = DeflatedFrames.maxBytes(payload.readableBytes());
    ByteBuf piece = pieceFor(most, Math.min(most, PIECE));
    int before = piece.writerIndex();
    deflated.write(piece, opcode, payload);
    ownBytes += piece.writerIndex() - before;
  }

  /** Adds finished frames and takes over the caller's reference. */
  void addShared(ByteBuf frames) {
    open = null;
    pieces.add(new Piece(frames, true));
    sharedBytes += frames.readableBytes();
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Bytes that this connection alone keeps in memory. */
  long ownBytes() {
    return ownBytes;
  }

  long sharedBytes() {
    return sharedBytes;
  }

  /** The oldest frames, from the reader index on; they grow no more, lest they move. */
  @Nullable ByteBuf first() {
    Piece first = pieces.peek();
    if (first == null) {
      return null;
    }
    if (pieces.size() == 1) {
      open = null;
    }
    return first.memory();
  }

  /** So many bytes of the oldest have left. */
  void taken(int bytes) {
    Piece first = pieces.element();
    if (first.shared()) {
      sharedBytes -= bytes;
    } else {
      ownBytes -= bytes;
    }
    first.memory().skipBytes(bytes);
    if (!first.memory().isReadable()) {
      pieces.remove();
      first.memory().release();
    }
  }

  void close() {
    pieces.forEach(piece -> piece.memory().release());
    pieces.clear();
    open = null;
    ownBytes = 0;
    sharedBytes = 0;
  }

  /** A piece that can take {@code most} bytes, and has room for so many as are likely. */
  private ByteBuf pieceFor(int most, int likely) {
    ByteBuf piece = open;
    if (piece == null || piece.maxWritableBytes() < most) {
      piece = allocator.directBuffer(Math.max(FIRST_PIECE, likely), Math.max(PIECE, most));
      open = piece;
      pieces.add(new Piece(piece, false));
    }
    return piece;
  }
}
