import { Failure } from '../failure.ts';
import type { Layout } from './layout.ts';
import { undoPaeth } from './paeth.ts';

/**
 * Undoes the filters of all rows in place (PNG specification, section 9.2).
 *
 * @throws Failure `decode` where there is no such filter.
 */
export function unfilter(data: Uint8Array, { passes, pixelBytes }: Layout): void {
  for (const { start, rowBytes, height } of passes) {
    for (let row = 0, at = start; row < height; row++, at += 1 + rowBytes) {
      const undo = UNDO[row === 0 ? 0 : 1][data[at]!];
      if (!undo) throw new Failure('decode', 'its PNG data is damaged');
      undo(data, at + 1, at + 1 + rowBytes, rowBytes + 1, pixelBytes);
    }
  }
}

/**
 * Undoes a filter from byte `from` to byte `to`.
 *
 * @param up - bytes back to the row above.
 * @param left - bytes back to the pixel to the left.
 */
type Undo = (data: Uint8Array, from: number, to: number, up: number, left: number) => void;

/** By filter type, in a pass's first row, above which all is 0, and below it. */
const UNDO: readonly [readonly Undo[], readonly Undo[]] = [
  [undoNone, undoSub, undoNone, undoFirstAverage, undoSub],
  [undoNone, undoSub, undoUp, undoAverage, undoPaeth],
];

function undoNone(): void {}

function undoSub(data: Uint8Array, from: number, to: number, _up: number, left: number): void {
  for (let at = from + left; at < to; at++) data[at]! += data[at - left]!;
}

function undoUp(data: Uint8Array, from: number, to: number, up: number): void {
  for (let at = from; at < to; at++) data[at]! += data[at - up]!;
}

function undoFirstAverage(data: Uint8Array, from: number, to: number, _up: number, left: number): void {
  for (let at = from + left; at < to; at++) data[at]! += data[at - left]! >> 1;
}

function undoAverage(data: Uint8Array, from: number, to: number, up: number, left: number): void {
  for (let at = from; at < from + left; at++) data[at]! += data[at - up]! >> 1;
  for (let at = from + left; at < to; at++) data[at]! += (data[at - left]! + data[at - up]!) >> 1;
}
