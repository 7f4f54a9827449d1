const whole = new Intl.NumberFormat('en-US');

/** `1,000`. */
export const count = (n: number): string => whole.format(n);

/** `1 link`, `2 links`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;

/** `450 of 1,000`; only the total when all are visible. */
export function visibleOf(visible: number, total: number): string {
  return visible === total ? counted(total, 'node') : `${count(visible)} of ${count(total)}`;
}

/** Whole seconds left until `at`, at least 0. */
export const secondsUntil = (at: number, now: number): number => Math.max(0, Math.ceil((at - now) / 1000));

const STEPS: readonly (readonly [number, Intl.RelativeTimeFormatUnit])[] = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [30.44, 'day'],
  [12, 'month'],
  [Number.POSITIVE_INFINITY, 'year'],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `5 minutes ago`. */
export function ago(at: number, now: number): string {
  let amount = (at - now) / 1000;
  for (const [size, unit] of STEPS) {
    if (Math.abs(amount) < size) return relative.format(Math.round(amount), unit);
    amount /= size;
  }
  return '';
}

/** `2026-11-21 15:04`, in the viewer's time zone. */
export function dateTime(at: number): string {
  const d = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** A metadata value as a line of text: lists with commas, objects as JSON. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (value !== null && typeof value === 'object') return JSON.stringify(value);
  return value === null || value === undefined ? '—' : String(value);
}
