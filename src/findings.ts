import type { OpenedPicture } from '../workers/protocol.ts';
import { compareCodePoints } from './compare-code-points.ts';
import type { SizeCount } from './report.ts';
import { extensionOf } from './supported-extensions.ts';

/** What is noticed about files when they are opened. */
export class Findings {
  readonly #opened = new Set<string>();
  readonly #sizes = new Map<string, SizeCount>();
  readonly #misnamed = new Map<string, string>();
  readonly #rotated = new Set<string>();

  /** The most frequent first; of those the largest. */
  get imageSizes(): readonly SizeCount[] {
    return [...this.#sizes.values()].sort(
      (one, other) => other.files - one.files || other.width - one.width || other.height - one.height,
    );
  }

  /** By path: several workers come upon them in no order. */
  get misnamed(): readonly { readonly path: string; readonly format: string }[] {
    const found = Array.from(this.#misnamed, ([path, format]) => ({ path, format }));
    return found.sort((one, other) => compareCodePoints(one.path, other.path));
  }

  get rotated(): number {
    return this.#rotated.size;
  }

  /** Takes a file down, once however often it is opened. */
  note(
    path: string,
    { format, orientation, width, height }: Pick<OpenedPicture, 'format' | 'orientation' | 'width' | 'height'>,
  ): void {
    if (this.#opened.has(path)) return;
    this.#opened.add(path);
    const size = `${width} × ${height}`;
    this.#sizes.set(size, { width, height, files: 1 + (this.#sizes.get(size)?.files ?? 0) });
    const named = extensionOf(path).slice(1);
    if (format !== (named === 'jpg' ? 'jpeg' : named)) this.#misnamed.set(path, format);
    if (orientation !== 1) this.#rotated.add(path);
  }
}
