import type { Size } from '../../src/resample/window.ts';
import { Failure } from '../failure.ts';
import { PADDING } from '../png/bit-reader.ts';
import { type PngHeader, parsePngHeader } from '../png/header.ts';
import { Inflater } from '../png/inflate.ts';

/** What Pillow has learnt from the chunks up to now (`PngStream`). */
export interface PngFacts {
  header?: PngHeader;
  palette?: Uint8Array;
  /** Of a palette the alphas; otherwise 16 bits a sample. */
  transparency?: Uint8Array;
  /** Pictures of an animation. */
  frames?: number;
  /** The number of the last part of an animation. */
  sequence?: number;
  /** The size of the animation's picture that follows. */
  frame?: Size;
}

/**
 * Takes in a chunk that is neither image data nor the end, with the checks of Pillow's `PngStream`; most know no more than
 * a least length, but where they fail the file is refused.
 *
 * @throws Failure `decode`, or `limit` for texts and profiles that become larger than 1 MiB.
 */
export function learn(facts: PngFacts, type: string, data: Uint8Array): void {
  if (data.length < (LEAST_BYTES[type] ?? 0)) throw damage(type);
  TAKE[type]?.(facts, data);
}

const LEAST_BYTES: Readonly<Record<string, number>> = {
  IHDR: 13,
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
  pHYs: 9,
  acTL: 8,
  fcTL: 26,
};

const TAKE: Readonly<Record<string, (facts: PngFacts, data: Uint8Array) => void>> = {
  IHDR: takeHeader,
  PLTE: takePalette,
  tRNS: takeTransparency,
  iCCP: takeProfile,
  zTXt: takeText,
  iTXt: takeInternationalText,
  acTL: takeAnimation,
  fcTL: takeFrame,
};

function damage(type: string): Failure {
  return new Failure('decode', `its PNG chunk ${type} is broken`);
}

function takeHeader(facts: PngFacts, data: Uint8Array): void {
  const header = parsePngHeader(data);
  if (!header || data[11] !== 0) throw damage('IHDR');
  facts.header = header;
}

function takePalette(facts: PngFacts, data: Uint8Array): void {
  if (facts.header?.hasPalette) facts.palette = data;
}

function takeTransparency(facts: PngFacts, data: Uint8Array): void {
  const { header } = facts;
  if (!header || header.hasAlpha) return;
  if (!header.hasPalette && data.length < (header.hasColor ? 6 : 2)) throw damage('tRNS');
  facts.transparency = data;
}

function takeProfile(_facts: PngFacts, data: Uint8Array): void {
  // Without a name's end Pillow takes the first byte for the method.
  const methodAt = data.indexOf(0) + 1;
  if (data[methodAt] !== 0) throw damage('iCCP');
  refuseBomb(data.subarray(methodAt + 1));
}

function takeText(_facts: PngFacts, data: Uint8Array): void {
  const nameEnd = data.indexOf(0);
  if (nameEnd < 0 || nameEnd + 1 === data.length) return;
  if (data[nameEnd + 1] !== 0) throw damage('zTXt');
  refuseBomb(data.subarray(nameEnd + 2));
}

function takeInternationalText(_facts: PngFacts, data: Uint8Array): void {
  const nameEnd = data.indexOf(0);
  const languageEnd = data.indexOf(0, nameEnd + 3);
  const keywordEnd = data.indexOf(0, languageEnd + 1);
  const hasText = nameEnd >= 0 && languageEnd >= 0 && keywordEnd >= 0;
  const isCompressed = hasText && data[nameEnd + 1] !== 0 && data[nameEnd + 2] === 0;
  if (isCompressed) refuseBomb(data.subarray(keywordEnd + 1));
}

/** Pillow's `MAX_TEXT_CHUNK`. */
const MAX_TEXT_BYTES = 2 ** 20;

/** Refuses what becomes too large; what can't be decompressed does not matter. */
function refuseBomb(compressed: Uint8Array): void {
  const padded = new Uint8Array(compressed.length + PADDING);
  padded.set(compressed);
  const inflater = new Inflater(padded, new Uint8Array());
  if (inflater.run(compressed.length, MAX_TEXT_BYTES) !== 'output') return;
  throw new Failure('limit', 'a text or colour profile in it becomes larger than 1 MiB, which Pillow refuses');
}

function takeAnimation(facts: PngFacts, data: Uint8Array): void {
  const frames = uint32(data, 0);
  // A second one takes the first one back.
  if (facts.frames !== undefined) delete facts.frames;
  else if (frames > 0 && frames <= 0x80000000) facts.frames = frames;
}

function takeFrame(facts: PngFacts, data: Uint8Array): void {
  const sequence = uint32(data, 0);
  const [width, height, left, top] = [uint32(data, 4), uint32(data, 8), uint32(data, 12), uint32(data, 16)];
  const { header } = facts;
  const isNext = sequence === (facts.sequence ?? -1) + 1;
  if (!isNext || !header || left + width > header.width || top + height > header.height) throw damage('fcTL');
  facts.sequence = sequence;
  facts.frame = { width, height };
}

function uint32(data: Uint8Array, at: number): number {
  return new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(at);
}
