import type { Kernels } from '../kernels/kernels.ts';
import { JpegError } from './jpeg-error.ts';

/**
 * Makes a Huffman table, in the kernels' memory, of the number of codes of each length and of their symbols.
 *
 * @param counts - Codes of 1 to 16 bits: `[16]`.
 * @returns its address
 */
export function makeHuffmanTable(kernels: Kernels, counts: Uint8Array, symbols: Uint8Array, isDc: boolean): number {
  const listed = kernels.copyIn(Uint8Array.of(...counts, ...symbols));
  const table = kernels.allocate(kernels.run.TABLE_BYTES.value);
  const isPossible = kernels.run.makeTable(table, listed) !== 0;
  if (!isPossible || (isDc && symbols.some((symbol) => symbol > 15))) {
    throw new JpegError('its Huffman tables are broken');
  }
  return table;
}
