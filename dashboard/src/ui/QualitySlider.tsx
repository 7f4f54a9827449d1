import type { JSX } from 'preact';
import { useShell } from '../app/shell.ts';

/** Lowest quality that is shown; 0.00 shows all. */
export function QualitySlider(): JSX.Element {
  const { filter } = useShell();
  const { quality } = filter.state.value;
  return (
    <label class="quality-filter">
      <span>Quality from</span>
      <input
        type="range"
        min="0"
        max="1"
        step="0.05"
        value={quality}
        data-testid="quality-slider"
        aria-valuetext={quality === 0 ? 'any' : quality.toFixed(2)}
        onInput={(event) => filter.change({ quality: Number(event.currentTarget.value) })}
      />
      <output class="number">{quality === 0 ? 'any' : quality.toFixed(2)}</output>
    </label>
  );
}
