import { extensionOf } from './catalog/supported-extensions.ts';

/** What is noticed about files when they are opened. */
export class Findings {
  readonly #misnamed = new Map<string, string>();
  readonly #rotated = new Set<string>();

  /** By path: several workers come upon them in no order. */
  get misnamed(): readonly { readonly path: string; readonly format: string }[] {
    const found = Array.from(this.#misnamed, ([path, format]) => ({ path, format }));
    return found.sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  get rotated(): number {
    return this.#rotated.size;
  }

  /** Takes a file down, once however often it is opened. */
  note(path: string, { format, orientation }: { readonly format: string; readonly orientation: number }): void {
    const named = extensionOf(path).slice(1);
    if (format !== (named === 'jpg' ? 'jpeg' : named)) this.#misnamed.set(path, format);
    if (orientation !== 1) this.#rotated.add(path);
  }
}
