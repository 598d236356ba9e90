import type { Kernels } from '../kernels/kernels.ts';
import { JpegError } from './jpeg-error.ts';

/**
 * Makes a Huffman table of the number of codes of 1 to 16 bits, `[16]`, and of their symbols; gives its address.
 *
 * @param destination - As in a file: the class in the upper four bits, 0 for DC and 1 for AC, and 0 to 3 in the lower ones. The
 *   table that was made for it before is gone.
 */
export type MakeHuffmanTable = (destination: number, counts: Uint8Array, symbols: Uint8Array) => number;

/** What tells how a table is made: 16 counts, and up to 256 symbols. */
const DESCRIPTION_BYTES = 16 + 256;

/** Makes the Huffman tables of a picture, in the kernels' memory. */
export function huffmanTables(kernels: Kernels): MakeHuffmanTable {
  const { run } = kernels;
  const tableBytes = run.TABLE_BYTES.value;
  // A file can have thousands of tables, of which it uses as many at a time as there are destinations.
  const rooms = new Map<number, number>();
  return (destination, counts, symbols) => {
    const table = rooms.get(destination) ?? kernels.allocate(tableBytes + DESCRIPTION_BYTES);
    rooms.set(destination, table);
    const description = Uint8Array.of(...counts, ...symbols);
    kernels.bytes(table + tableBytes, description.length).set(description);
    const isPossible = run.makeTable(table, table + tableBytes) !== 0;
    if (!isPossible || (destination < 0x10 && symbols.some((symbol) => symbol > 15))) {
      throw new JpegError('decode', 'its Huffman tables are broken');
    }
    return table;
  };
}
