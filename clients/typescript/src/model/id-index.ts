const PAGE_BITS = 10;
const PAGE = 1 << PAGE_BITS;

/**
 * Maps node ids (below 2^26) to slots. Pages of 1,024 entries made on demand: a look-up is two array reads,
 * where a Map costs several times that at 100,000 look-ups a frame.
 */
export class IdIndex {
  /** Slot + 1; 0 is free. */
  readonly #pages: (Uint32Array | undefined)[] = [];

  /** The slot, or -1. */
  get(id: number): number {
    const page = this.#pages[id >>> PAGE_BITS];
    return page === undefined ? -1 : (page[id & (PAGE - 1)] as number) - 1;
  }

  set(id: number, slot: number): void {
    const at = id >>> PAGE_BITS;
    // Filled without holes, so that the array stays a plain one.
    while (this.#pages.length <= at) this.#pages.push(undefined);
    let page = this.#pages[at];
    if (page === undefined) {
      page = new Uint32Array(PAGE);
      this.#pages[at] = page;
    }
    page[id & (PAGE - 1)] = slot + 1;
  }

  delete(id: number): void {
    const page = this.#pages[id >>> PAGE_BITS];
    if (page !== undefined) page[id & (PAGE - 1)] = 0;
  }
}
