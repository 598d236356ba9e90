import type { Kernels } from '../kernels/kernels.ts';
import { JpegError } from './jpeg-error.ts';

/** Makes a Huffman table of the number of codes of 1 to 16 bits, `[16]`, and of their symbols; gives its address. */
export type MakeHuffmanTable = (counts: Uint8Array, symbols: Uint8Array, isDc: boolean) => number;

/** Makes the Huffman tables of a picture, in the kernels' memory. */
export function huffmanTables(kernels: Kernels): MakeHuffmanTable {
  const { run } = kernels;
  return (counts, symbols, isDc) => {
    const table = kernels.allocate(run.TABLE_BYTES.value);
    const isPossible = run.makeTable(table, kernels.copyIn(Uint8Array.of(...counts, ...symbols))) !== 0;
    if (!isPossible || (isDc && symbols.some((symbol) => symbol > 15))) {
      throw new JpegError('its Huffman tables are broken');
    }
    return table;
  };
}
