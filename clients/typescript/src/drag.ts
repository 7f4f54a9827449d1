/** One hand on one node. */
export interface Drag {
  readonly nodeId: number;
  /** Puts the node there at once on this screen, and sends it with the next batch. */
  move(x: number, y: number, z: number): void;
  /** Lets go. */
  end(): void;
}
