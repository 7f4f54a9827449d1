package io.starling.graph.layout;

/**
 * An octree over bodies in Morton order and the force that it exerts, after Barnes and Hut, "A
 * hierarchical O(N log N) force-calculation algorithm", Nature 324 (1986).
 *
 * <p>Cells lie in depth-first order in flat arrays; each knows the first cell after its own
 * subtree, so that a walk needs no stack. Chains of cells with a single child are left out, hence
 * there are fewer than two cells per body whatever the distribution. Built by one thread, then read
 * by all.
 */
final class Octree {
  /**
   * Floats per cell: centre of mass x, y, z, mass, square of the least distance to stand for its
   * bodies.
   */
  private static final int STRIDE = 5;

  private static final int LEAF_BODIES = 16;

  /** A leaf of the finest grid with more bodies than this acts as one body even on its own. */
  private static final int CROWD = 64;

  /** Square of the distance below which the force no longer grows, in units. */
  private static final float SOFTENING = 1;

  private final long[] keys;
  private final float[] x;
  private final float[] y;
  private final float[] z;
  private final float[] mass;
  private final float[] cells;
  private final int[] skip;
  private final int[] first;
  private final int[] last;
  private int cellCount;
  private float cubeX;
  private float cubeY;
  private float cubeZ;
  private float cubeSize;
  private float theta;

  /** Makes a tree over bodies in the order of {@code keys}; all arrays are read at each build. */
  Octree(long[] keys, Coordinates sorted, float[] mass) {
    this.keys = keys;
    this.x = sorted.x();
    this.y = sorted.y();
    this.z = sorted.z();
    this.mass = mass;
    int capacity = Math.max(1, 2 * keys.length);
    cells = new float[capacity * STRIDE];
    skip = new int[capacity];
    first = new int[capacity];
    last = new int[capacity];
  }

  void build(Cube cube, float openingAngle) {
    cellCount = 0;
    cubeX = cube.x();
    cubeY = cube.y();
    cubeZ = cube.z();
    cubeSize = cube.size();
    theta = openingAngle;
    if (keys.length > 0) {
      addCell(0, keys.length);
    }
  }

  /**
   * Writes what all other bodies exert on the body at place {@code body} of the order to index
   * {@code target} of {@code force}, in mass / distance².
   */
  void pushOn(int body, Coordinates force, int target) {
    float px = x[body];
    float py = y[body];
    float pz = z[body];
    float fx = 0;
    float fy = 0;
    float fz = 0;
    int cell = 0;
    int end = cellCount;
    while (cell < end) {
      int at = cell * STRIDE;
      float dx = px - cells[at];
      float dy = py - cells[at + 1];
      float dz = pz - cells[at + 2];
      float square = dx * dx + dy * dy + dz * dz;
      if (square > cells[at + 4]) {
        float w = weight(cells[at + 3], square);
        fx += w * dx;
        fy += w * dy;
        fz += w * dz;
        cell = skip[cell];
      } else if (last[cell] > 0) {
        for (int other = first[cell]; other < last[cell]; other++) {
          dx = px - x[other];
          dy = py - y[other];
          dz = pz - z[other];
          float w = weight(mass[other], dx * dx + dy * dy + dz * dz);
          fx += w * dx;
          fy += w * dy;
          fz += w * dz;
        }
        cell = skip[cell];
      } else {
        cell++;
      }
    }
    force.set(target, fx, fy, fz);
  }

  /**
   * Softened at short distance (Plummer), so that a body pushes itself and its double by nothing.
   */
  static float weight(float mass, float square) {
    float softened = square + SOFTENING;
    return mass / (softened * (float) Math.sqrt(softened));
  }

  private int addCell(int from, int to) {
    int cell = cellCount++;
    int level = sharedLevels(from, to);
    boolean leaf = to - from <= LEAF_BODIES || level >= MortonOrder.DEPTH;
    first[cell] = from;
    last[cell] = leaf ? to : 0;
    if (leaf) {
      sumBodies(cell, from, to);
    } else {
      addChildren(cell, from, to, level);
    }
    skip[cell] = cellCount;
    boolean crowd = leaf && to - from > CROWD;
    cells[cell * STRIDE + 4] = crowd ? -1 : openingSquare(cell, keys[from], level);
    return cell;
  }

  /** Counts the levels of the grid at which all these bodies still share a cell. */
  private int sharedLevels(int from, int to) {
    long differing = keys[from] ^ keys[to - 1];
    return (Long.numberOfLeadingZeros(differing) - 1) / 3;
  }

  private void addChildren(int cell, int from, int to, int level) {
    int shift = 3 * (MortonOrder.DEPTH - 1 - level);
    float sumX = 0;
    float sumY = 0;
    float sumZ = 0;
    float sum = 0;
    for (int start = from; start < to; ) {
      int end = endOfDigit(start, to, shift);
      int child = addCell(start, end) * STRIDE;
      float m = cells[child + 3];
      sumX += m * cells[child];
      sumY += m * cells[child + 1];
      sumZ += m * cells[child + 2];
      sum += m;
      start = end;
    }
    setMass(cell, sumX, sumY, sumZ, sum);
  }

  private void sumBodies(int cell, int from, int to) {
    float sumX = 0;
    float sumY = 0;
    float sumZ = 0;
    float sum = 0;
    for (int body = from; body < to; body++) {
      float m = mass[body];
      sumX += m * x[body];
      sumY += m * y[body];
      sumZ += m * z[body];
      sum += m;
    }
    setMass(cell, sumX, sumY, sumZ, sum);
  }

  private void setMass(int cell, float sumX, float sumY, float sumZ, float sum) {
    int at = cell * STRIDE;
    cells[at] = sumX / sum;
    cells[at + 1] = sumY / sum;
    cells[at + 2] = sumZ / sum;
    cells[at + 3] = sum;
  }

  /** Finds the first place from {@code from} on whose key leaves the octant of {@code from}. */
  private int endOfDigit(int from, int to, int shift) {
    long octant = keys[from] >>> shift;
    int low = from;
    int high = to;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (keys[middle] >>> shift == octant) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * Gives the square of the distance from the centre of mass beyond which the cell looks narrower
   * than theta and which no point of the cell itself reaches.
   */
  private float openingSquare(int cell, long key, int level) {
    int at = cell * STRIDE;
    float width = cubeSize / (1 << level);
    int below = 3 * (MortonOrder.DEPTH - level);
    long corner = key >>> below;
    float farX = farther(cells[at] - cubeX, compact(corner) * width, width);
    float farY = farther(cells[at + 1] - cubeY, compact(corner >>> 1) * width, width);
    float farZ = farther(cells[at + 2] - cubeZ, compact(corner >>> 2) * width, width);
    float narrow = width / theta;
    return Math.max(narrow * narrow, (farX * farX + farY * farY + farZ * farZ) * 1.0001f);
  }

  private static float farther(float at, float low, float width) {
    return Math.max(at - low, low + width - at);
  }

  /** Gathers every third bit. */
  private static int compact(long bits) {
    bits &= 0x1249249249249249L;
    bits = (bits | bits >>> 2) & 0x10c30c30c30c30c3L;
    bits = (bits | bits >>> 4) & 0x100f00f00f00f00fL;
    bits = (bits | bits >>> 8) & 0x1f0000ff0000ffL;
    bits = (bits | bits >>> 16) & 0x1f00000000ffffL;
    return (int) (bits | bits >>> 32) & 0x1fffff;
  }
}
