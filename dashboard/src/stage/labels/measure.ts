/** Two sizes: what much is linked to, and the rest. Kept in step with `.label` in the style sheet. */
export type Rank = 'hub' | 'plain';

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';
const FONTS: Readonly<Record<Rank, string>> = { hub: `600 14px ${FAMILY}`, plain: `500 12px ${FAMILY}` };
export const LABEL_HEIGHT: Readonly<Record<Rank, number>> = { hub: 19, plain: 17 };
const LONGEST = 30;

/** What a label shows of a name: whole up to 30 characters, else its beginning. */
export function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** Widths of label texts in pixels, each measured once. */
export class TextMeasure {
  private readonly widths: Readonly<Record<Rank, Map<string, number>>> = { hub: new Map(), plain: new Map() };
  private readonly context = document.createElement('canvas').getContext('2d');

  width(text: string, rank: Rank): number {
    const known = this.widths[rank].get(text);
    if (known !== undefined) return known;
    if (this.context) this.context.font = FONTS[rank];
    const width = Math.ceil(this.context?.measureText(text).width ?? text.length * 7) + 2;
    this.widths[rank].set(text, width);
    return width;
  }
}
