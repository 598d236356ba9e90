/** Bits that select an entry of a table at once; longer codes go on in a table of their own. */
export const LITERAL_ROOT = 10;
/** As {@link LITERAL_ROOT}, for distances. */
export const DISTANCE_ROOT = 8;
/** As {@link LITERAL_ROOT}, for code lengths, all of which it holds. */
export const LENGTH_ROOT = 7;

// An entry of a table: value in bits 16 to 31, kind in bits 8 to 10, extra bits in 4 to 7, bits of the code in 0 to 3.
/** Selects the kind of an entry. */
export const KIND: number = 7 << 8;
/** The value is a byte, or a code length. */
export const LITERAL = 0;
/** The value is the least length or distance, to which the extra bits are added. */
export const BASE: number = 1 << 8;
export const END_OF_BLOCK: number = 2 << 8;
/** The value is where the table of the longer codes begins; it takes as many bits as there are "extra" ones. */
export const LINK: number = 3 << 8;
/** No code begins like this. */
export const INVALID: number = 4 << 8;

/** What the symbols 0 to 287 of literals and lengths mean (RFC 1951, section 3.2.5); the last two have no meaning. */
export const LITERAL_SYMBOLS: Int32Array = Int32Array.from({ length: 288 }, (_, symbol) => {
  if (symbol < 256) return symbol << 16;
  if (symbol === 256) return END_OF_BLOCK;
  if (symbol === 285) return (258 << 16) | BASE;
  if (symbol > 285) return INVALID;
  const extra = Math.max((symbol - 261) >> 2, 0);
  const steps = symbol < 265 ? symbol - 257 : 4 + ((symbol - 265) & 3);
  return ((3 + (steps << extra)) << 16) | BASE | (extra << 4);
});

/** What the symbols 0 to 31 of distances mean; the last two have no meaning. */
export const DISTANCE_SYMBOLS: Int32Array = Int32Array.from({ length: 32 }, (_, symbol) => {
  if (symbol > 29) return INVALID;
  const extra = Math.max((symbol - 2) >> 1, 0);
  const steps = symbol < 4 ? symbol : 2 + (symbol & 1);
  return ((1 + (steps << extra)) << 16) | BASE | (extra << 4);
});

/** The symbols 0 to 18 of code lengths, which mean themselves. */
export const LENGTH_SYMBOLS: Int32Array = Int32Array.from({ length: 19 }, (_, symbol) => symbol << 16);

const MAX_BITS = 15;
const counts = new Uint16Array(MAX_BITS + 1);
const nextCodes = new Uint16Array(MAX_BITS + 1);
const reversed = new Uint16Array(LITERAL_SYMBOLS.length);
const longest = new Uint8Array(1 << LITERAL_ROOT);

/**
 * Fills a table with the codes that have these lengths (RFC 1951, section 3.2.2).
 *
 * @param table - indexed by the next bits of the data; room for 2,048 entries is enough.
 * @returns whether zlib's `inflate_table` accepts the lengths: no code too many, and none left over except beside a
 *   single code of one bit (which `symbols` of code lengths must not have), or where there is no code at all.
 */
export function fillTable(lengths: Uint8Array, symbols: Int32Array, root: number, table: Int32Array): boolean {
  counts.fill(0);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  let code = 0;
  let used = 0;
  for (let bits = 1; bits <= MAX_BITS; bits++) {
    code = (code + counts[bits - 1]!) << 1;
    nextCodes[bits] = code;
    if (code + counts[bits]! > 1 << bits) return false;
    used += counts[bits]! << (MAX_BITS - bits);
  }
  const isSingle = used === 1 << (MAX_BITS - 1) && counts[1] === 1 && symbols !== LENGTH_SYMBOLS;
  if (used !== 1 << MAX_BITS && used !== 0 && !isSingle) return false;

  table.fill(INVALID | 1, 0, 1 << root);
  assignCodes(lengths, root);
  let end = 1 << root;
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const bits = lengths[symbol]!;
    if (bits === 0) continue;
    const bitsFirst = reversed[symbol]!;
    if (bits <= root) {
      fill(table, bitsFirst, 1 << root, bits, symbols[symbol]! | bits);
      continue;
    }
    const prefix = bitsFirst & ((1 << root) - 1);
    if ((table[prefix]! & KIND) !== LINK) {
      table[prefix] = (end << 16) | LINK | (longest[prefix]! << 4) | root;
      end += 1 << longest[prefix]!;
    }
    const begin = table[prefix]! >>> 16;
    const rest = bits - root;
    fill(table, begin + (bitsFirst >> root), begin + (1 << longest[prefix]!), rest, symbols[symbol]! | rest);
  }
  return true;
}

/** Gives each symbol its code, first bit lowest, and each prefix of `root` bits the length of its longest rest. */
function assignCodes(lengths: Uint8Array, root: number): void {
  longest.fill(0, 0, 1 << root);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const bits = lengths[symbol]!;
    if (bits === 0) continue;
    let code = nextCodes[bits]!++;
    let bitsFirst = 0;
    for (let bit = 0; bit < bits; bit++, code >>= 1) bitsFirst = (bitsFirst << 1) | (code & 1);
    reversed[symbol] = bitsFirst;
    const prefix = bitsFirst & ((1 << root) - 1);
    if (bits - root > longest[prefix]!) longest[prefix] = bits - root;
  }
}

/** Enters a code wherever the bits behind it are any. */
function fill(table: Int32Array, from: number, end: number, bits: number, entry: number): void {
  for (let at = from; at < end; at += 1 << bits) table[at] = entry;
}
