import type { Chunk } from './chunks.ts';
import { fileGamma } from './color-space.ts';
import { type ToGray, toGray8, toGray16 } from './gray.ts';
import type { PngHeader } from './header.ts';
import type { Png } from './reader.ts';

/** How the colours of a file become gray, by what it says about them. */
export function chooseToGray({ header, leading }: Png): ToGray {
  const gamma = fileGamma(leading, header.hasColor);
  return header.depth === 16 ? toGray16(gamma, significantBits(header, leading)) : toGray8(gamma);
}

/** The largest number for a colour in the sBIT chunk that counts (`png_handle_sBIT`), or 0. */
function significantBits({ channels, depth }: PngHeader, leading: readonly Chunk[]): number {
  const chunk = leading.find(
    ({ type, data, isIntact }) =>
      type === 'sBIT' && data.length === channels && data.every((bits) => bits > 0 && bits <= depth) && isIntact(),
  );
  return chunk ? Math.max(...chunk.data.subarray(0, 3)) : 0;
}
