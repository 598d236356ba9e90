import type { BitReader } from './bit-reader.ts';
import { BASE, DISTANCE_ROOT, END_OF_BLOCK, KIND, LINK, LITERAL, LITERAL_ROOT } from './huffman.ts';
import type { BlockCodes } from './inflate-codes.ts';

/** Why decompression stopped: for want of input or of room for output, or because the data is at its end, or damaged. */
export type Progress = 'input' | 'output' | 'end' | 'damaged';

/** What decompression has put out. */
export interface Flow {
  readonly output: Uint8Array;
  /** Bytes put out, of which those beyond the end of `output` are lost. */
  written: number;
  /** How many more bytes than these may be referred back to; negative where it is fewer. */
  history: number;
  /** Bytes that are still to be stored, or copied from `distance` before, and wait for input or room. */
  pending: number;
  distance: number;
  /** Bit behind a literal that waits for room, or less. */
  waiting: number;
}

const LITERAL_MASK = (1 << LITERAL_ROOT) - 1;
const DISTANCE_MASK = (1 << DISTANCE_ROOT) - 1;

/**
 * Decodes the literals and matches of a compressed block (RFC 1951, section 3.2.3).
 *
 * A symbol for which input is missing, and a literal without room, will be read again.
 *
 * @param outputEnd - byte at which the room ends for now.
 * @returns `undefined` at the end of the block.
 */
export function decodeBlock(reader: BitReader, codes: BlockCodes, flow: Flow, outputEnd: number): Progress | undefined {
  const { view, limit } = reader;
  const { literals, distances } = codes;
  const { output } = flow;
  let progress = copyMatch(flow, outputEnd);
  let to = flow.written;
  let at = reader.position;
  while (!progress) {
    let bits = view.getInt32(at >>> 3, true) >>> (at & 7);
    let entry = literals[bits & LITERAL_MASK]!;
    let next = at + (entry & 15);
    if ((entry & KIND) === LITERAL && next <= limit && to < outputEnd) {
      output[to++] = entry >>> 16;
      at = next;
      // Of 25 bits at least 15 are left, and another literal is likely.
      bits >>>= entry & 15;
      entry = literals[bits & LITERAL_MASK]!;
      next = at + (entry & 15);
      if ((entry & KIND) === LITERAL && next <= limit && to < outputEnd) {
        output[to++] = entry >>> 16;
        at = next;
        continue;
      }
    }
    if ((entry & KIND) === LINK) {
      entry = follow(literals, entry, bits >>> LITERAL_ROOT);
      next += entry & 15;
    }
    if (next > limit) {
      progress = 'input';
    } else if ((entry & KIND) === LITERAL) {
      if (to === outputEnd) {
        flow.waiting = next;
        progress = 'output';
      } else {
        output[to++] = entry >>> 16;
        at = next;
      }
    } else if ((entry & KIND) === BASE) {
      const lengthBits = (entry >>> 4) & 15;
      bits = view.getInt32(next >>> 3, true) >>> (next & 7);
      flow.pending = (entry >>> 16) + (bits & ((1 << lengthBits) - 1));
      bits >>>= lengthBits;
      entry = distances[bits & DISTANCE_MASK]!;
      next += lengthBits + (entry & 15);
      if ((entry & KIND) === LINK) {
        entry = follow(distances, entry, bits >>> DISTANCE_ROOT);
        next += entry & 15;
      }
      // 0 where there is no such code.
      const distanceBits = (entry >>> 4) & 15;
      bits = view.getInt32(next >>> 3, true) >>> (next & 7);
      flow.distance = (entry >>> 16) + (bits & ((1 << distanceBits) - 1));
      next += distanceBits;
      if (next > limit) {
        flow.pending = 0;
        progress = 'input';
      } else {
        at = next;
        flow.written = to;
        progress = (entry & KIND) === BASE ? copyMatch(flow, outputEnd) : 'damaged';
        to = flow.written;
      }
    } else {
      if ((entry & KIND) !== END_OF_BLOCK) progress = 'damaged';
      else at = next;
      break;
    }
  }
  flow.written = to;
  reader.position = at;
  return progress;
}

/** The entry of a code that is longer than its table's root, by the bits behind that. */
function follow(table: Int32Array, link: number, bits: number): number {
  return table[(link >>> 16) + (bits & ((1 << ((link >>> 4) & 15)) - 1))]!;
}

/** Copies what is pending as far as there is room. */
function copyMatch(flow: Flow, outputEnd: number): Progress | undefined {
  if (flow.pending === 0) return undefined;
  const { output, written, distance } = flow;
  if (written === outputEnd) return 'output';
  if (distance > written + flow.history) return 'damaged';
  const end = Math.min(written + flow.pending, outputEnd);
  flow.pending -= end - written;
  flow.written = end;
  // A byte at a time: a match may overlap itself.
  if (written < output.length) for (let to = written; to < end; to++) output[to] = output[to - distance]!;
  return flow.pending > 0 ? 'output' : undefined;
}
