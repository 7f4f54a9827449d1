import type { Shell } from './app/shell.ts';
import type { FrameReport } from './stage/frameStats.ts';

/** What browser tests and curious people use from the console. */
export interface DebugHandle {
  readonly client: Shell['client'];
  /** Where a node is on the window, CSS pixels. */
  project(id: number): { x: number; y: number } | undefined;
  /** Where a node is shown in the layout. */
  positionOf(id: number): { x: number; y: number; z: number } | undefined;
  /** Ids of the nodes with exactly this label. */
  find(label: string): number[];
  /** Id of the node that is hovered or held. */
  hovered(): number | undefined;
  selected(): number | undefined;
  labels(): string[];
  /** True until the first picture has unfolded. */
  unfolding(): boolean;
  /** 1 live, near 0 offline. */
  saturation(): number;
  /** Turns the camera by radians. */
  turn(yaw: number): void;
}

declare global {
  interface Window {
    starling: DebugHandle;
    starlingStats: { report(): FrameReport; reset(): void };
  }
}

/** Puts the handles on the window. */
export function expose(shell: Shell): void {
  const { client, stage } = shell;
  window.starling = {
    client,
    project: (id) => stage.peek()?.project(id),
    positionOf(id) {
      const slot = client.graph.slotOf(id);
      return slot === undefined ? undefined : stage.peek()?.scene.placeOf(slot);
    },
    find(label) {
      const ids: number[] = [];
      for (let slot = 0; slot < client.graph.count; slot++) {
        if (client.graph.node(slot).label === label) ids.push(client.graph.ids[slot] as number);
      }
      return ids;
    },
    hovered: () => shell.hovered.peek(),
    selected: () => shell.selected.peek(),
    labels: () => stage.peek()?.labelTexts() ?? [],
    unfolding: () => stage.peek()?.scene.field.isUnfolding(performance.now()) ?? false,
    saturation: () => stage.peek()?.scene.uniforms.saturation.value ?? 1,
    turn: (yaw) => stage.peek()?.nudge(yaw, 0, 1),
  };
  window.starlingStats = {
    report: () => {
      const stats = stage.peek()?.loop.stats;
      if (!stats) throw new Error('the stage is not there yet');
      return stats.report();
    },
    reset: () => stage.peek()?.loop.stats.reset(),
  };
}
