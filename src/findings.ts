import { extensionOf } from './catalog/supported-extensions.ts';

/** What is noticed about files when they are opened. */
export class Findings {
  readonly #misnamed = new Map<string, string>();
  readonly #rotated = new Set<string>();

  get misnamed(): readonly { readonly path: string; readonly format: string }[] {
    return Array.from(this.#misnamed, ([path, format]) => ({ path, format }));
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
