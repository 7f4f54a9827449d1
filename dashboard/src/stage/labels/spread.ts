/** Side of a square of the window, pixels, and how many labels each may have before any has more. */
const CELL = 230;
const PER_ROUND = 2;

interface Spot {
  x: number;
  y: number;
}

/**
 * Reorders spots, given by importance, so that every region of the window names its most important ones before a
 * crowded region names its lesser ones. `standing` ones go a round earlier: what is shown stays shown while the view turns.
 */
export function spread<T extends Spot>(spots: readonly T[], standing: (spot: T) => boolean): T[] {
  const taken = new Map<number, number>();
  const rounds = spots.map((spot) => {
    const cell = Math.floor(spot.x / CELL) * 1000 + Math.floor(spot.y / CELL);
    const rank = taken.get(cell) ?? 0;
    taken.set(cell, rank + 1);
    return Math.floor(rank / PER_ROUND) - (standing(spot) ? 1 : 0);
  });
  return spots
    .map((spot, i) => ({ spot, round: rounds[i] as number, i }))
    .sort((a, b) => a.round - b.round || a.i - b.i)
    .map(({ spot }) => spot);
}
