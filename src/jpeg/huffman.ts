import type { Kernels } from '../kernels/kernels.ts';
import { JpegError } from './jpeg-error.ts';

/** Tables that most colour pictures have: two kinds, for luminance and chrominance. */
const USUAL_TABLES = 4;

/** Addresses of the tables that outlive a picture, by what they are made of. */
const kept = new WeakMap<Kernels, Map<string, number>>();

/** Makes a Huffman table of the number of codes of 1 to 16 bits, `[16]`, and of their symbols; gives its address. */
export type MakeHuffmanTable = (counts: Uint8Array, symbols: Uint8Array, isDc: boolean) => number;

/**
 * Gets ready for the Huffman tables of a picture, in the kernels' memory. Most programs and cameras write the same ones, so they
 * are kept for the next picture, as long as there is room for a picture with others.
 */
export function huffmanTables(kernels: Kernels): MakeHuffmanTable {
  const tables = kept.get(kernels) ?? new Map<string, number>();
  kept.set(kernels, tables);
  const { tableRooms, run } = kernels;
  if (tables.size > tableRooms.length - USUAL_TABLES) tables.clear();
  return (counts, symbols, isDc) => {
    const key = String.fromCharCode(...counts, ...symbols);
    let table = tables.get(key);
    if (table === undefined) {
      const room = tableRooms[tables.size];
      table = room ?? kernels.allocate(run.TABLE_BYTES.value);
      if (run.makeTable(table, kernels.copyIn(Uint8Array.of(...counts, ...symbols))) === 0) throw broken();
      if (room !== undefined) tables.set(key, table);
    }
    if (isDc && symbols.some((symbol) => symbol > 15)) throw broken();
    return table;
  };
}

function broken(): JpegError {
  return new JpegError('its Huffman tables are broken');
}
