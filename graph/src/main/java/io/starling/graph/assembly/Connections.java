package io.starling.graph.assembly;

import java.util.Arrays;

/**
 * Who names whom by one type of edge, each pair as often as it is named. A pair is one {@code
 * long}, source before target, so that sorting brings equal pairs together without an object for
 * each. Confined to one assembly.
 */
final class Connections {
  private static final int FIRST_CAPACITY = 64;

  private long[] ends = new long[FIRST_CAPACITY];
  private int size;

  /** Takes a pair and how often it was named. */
  @FunctionalInterface
  interface Counted {
    void accept(long ends, int count);
  }

  static int source(long ends) {
    return (int) (ends >>> Integer.SIZE);
  }

  static int target(long ends) {
    return (int) ends;
  }

  void add(int source, int target) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ends[size++] = ((long) source << Integer.SIZE) | target;
  }

  /** Gives each pair once, ascending by source and target. */
  void count(Counted counted) {
    Arrays.sort(ends, 0, size);
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && ends[to] == ends[from]) {
        to++;
      }
      counted.accept(ends[from], to - from);
      from = to;
    }
  }
}
