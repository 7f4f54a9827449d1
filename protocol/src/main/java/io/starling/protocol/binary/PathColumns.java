package io.starling.protocol.binary;

/**
 * Shortest paths from one node as columns, shared with their owner and never copied: row {@code i}
 * of each array is one node.
 *
 * @param ids without type bits
 * @param distances +Infinity where none is known
 * @param parents the node before on the path, -1 where none is known
 * @param flags the algorithm's own, u16
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, and never compared
public record PathColumns(int[] ids, float[] distances, int[] parents, short[] flags) {}
