import { effect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isLive } from '../app/connection.ts';
import { counted } from '../app/format.ts';
import { type Shell, useShell } from '../app/shell.ts';
import { readPalette } from '../stage/palette.ts';
import { Stage } from '../stage/stage.ts';
import { obstacleReader, readInset } from './obstacles.ts';

/** The canvas and its labels; holds the stage and tells it what the rest of the page decides. */
export function StageView(): JSX.Element {
  const shell = useShell();
  const canvas = useRef<HTMLCanvasElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!canvas.current || !labels.current) return undefined;
    try {
      return mount(shell, canvas.current, labels.current);
    } catch (error) {
      shell.view.value = 'table';
      shell.toasts.show(
        'error',
        'This browser cannot draw the graph (no WebGL 2); here it is as a table',
        String(error),
      );
      return undefined;
    }
  }, [shell]);
  void shell.session.version.value;
  const { count, edgeCount } = shell.client.graph;
  const name = `Graph of ${counted(count, 'node')} and ${counted(edgeCount, 'link')}. Arrow keys turn it, plus and minus zoom; press T to read it as a table.`;
  return (
    <>
      <canvas ref={canvas} class="stage" data-testid="stage" tabIndex={0} role="img" aria-label={name} />
      <div ref={labels} class="labels" aria-hidden="true" data-testid="labels" />
    </>
  );
}

function mount(shell: Shell, canvas: HTMLCanvasElement, labels: HTMLDivElement): () => void {
  const { client } = shell;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const stage = new Stage({
    canvas,
    labels,
    graph: client.graph,
    startDrag: (id) => client.startDrag(id),
    onHover: (id) => {
      shell.hovered.value = id;
    },
    onSelect: (id) => {
      shell.selected.value = id;
    },
    onDrag: (dragging) => {
      shell.dragging.value = dragging;
    },
    obstacles: obstacleReader(),
    reducedMotion: () => calm.matches,
  });
  const resize = new ResizeObserver(() => {
    stage.resize(canvas.clientWidth, canvas.clientHeight, devicePixelRatio);
    stage.cover(readInset());
  });
  resize.observe(canvas);
  const stops = [
    client.on('changed', () => stage.changed()),
    client.on('positions', (event) => stage.ticked(event.slots.subarray(0, event.count))),
    client.on('dragTaken', ({ node }) => stage.loseDrag(node)),
    effect(() => {
      void shell.theme.current.value;
      stage.wear(readPalette(getComputedStyle(document.documentElement)));
    }),
    effect(() => stage.setLive(isLive(shell.session.state.value) || !shell.session.loaded.value)),
    effect(() => stage.select(shell.selected.value)),
    effect(() => stage.setHover(shell.hovered.value)),
    effect(() => {
      void shell.selected.value;
      void shell.filterOpen.value;
      // After the card is on the page, so that it can be measured.
      requestAnimationFrame(() => stage.cover(readInset()));
    }),
  ];
  shell.stage.value = stage;
  return () => {
    for (const stop of stops) stop();
    resize.disconnect();
    stage.dispose();
    shell.stage.value = undefined;
  };
}
