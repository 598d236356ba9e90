import type { MakeHuffmanTable } from './huffman.ts';
import { JpegError } from './jpeg-error.ts';
import { APP0, APP14, DAC, DHT, DQT, DRI } from './markers.ts';
import { typicalTable } from './typical-huffman.ts';
import { NATURAL_ORDER } from './zigzag.ts';

/** What the segments between frames and scans have said so far. */
export interface Tables {
  readonly quantization: (Uint16Array<ArrayBuffer> | undefined)[];
  /** Give the addresses of Huffman tables. */
  readonly dc: (() => number)[];
  readonly ac: (() => number)[];
  restartInterval: number;
  hasJfif: boolean;
  /** The colour transform that Adobe's marker names; `undefined` without one. */
  adobeTransform: number | undefined;
}

/** The tables before the first segment. */
export function noTables(): Tables {
  return { quantization: [], dc: [], ac: [], restartInterval: 0, hasJfif: false, adobeTransform: undefined };
}

/** Notes what a segment says that is neither a frame nor a scan; most say nothing that matters. */
export function readTable(makeTable: MakeHuffmanTable, marker: number, segment: DataView, tables: Tables): void {
  const text = (at: number, length: number): string =>
    String.fromCharCode(...Array.from({ length }, (_, index) => segment.getUint8(at + index)));
  switch (marker) {
    case DHT:
      readHuffmanTables(makeTable, segment, tables);
      break;
    case DQT:
      readQuantizationTables(segment, tables);
      break;
    case DAC:
      checkArithmeticConditioning(segment);
      break;
    case DRI:
      if (segment.byteLength !== 2) throw new JpegError('decode', 'its restart interval is broken');
      tables.restartInterval = segment.getUint16(0);
      break;
    case APP0:
      if (segment.byteLength >= 14 && text(0, 5) === 'JFIF\0') tables.hasJfif = true;
      break;
    case APP14:
      if (segment.byteLength >= 12 && text(0, 5) === 'Adobe') tables.adobeTransform = segment.getUint8(11);
      break;
  }
}

function readHuffmanTables(makeTable: MakeHuffmanTable, segment: DataView, tables: Tables): void {
  const broken = (): JpegError => new JpegError('decode', 'its Huffman tables are broken');
  let at = 0;
  while (segment.byteLength - at > 16) {
    const selector = segment.getUint8(at);
    const counts = bytesOf(segment, at + 1, 16);
    const total = counts.reduce((sum, count) => sum + count, 0);
    at += 17;
    if (total > 256 || total > segment.byteLength - at || (selector & 0xef) > 3) throw broken();
    // libjpeg looks into a table only when a scan uses it; a broken one that none uses does no harm.
    const symbols = bytesOf(segment, at, total);
    const ofClass = selector < 0x10 ? tables.dc : tables.ac;
    ofClass[selector & 3] = once(() => makeTable(selector, counts, symbols));
    at += total;
  }
  if (at !== segment.byteLength) throw broken();
}

/** Nothing here uses arithmetic coding, but libjpeg checks its tables wherever they stand. */
function checkArithmeticConditioning(segment: DataView): void {
  const isWrong = (at: number): boolean => {
    const [index, value] = [segment.getUint8(at), segment.getUint8(at + 1)];
    return index > 31 || (index < 16 && (value & 15) > value >> 4);
  };
  for (let at = 0; at < segment.byteLength; at += 2) {
    if (at + 2 > segment.byteLength || isWrong(at)) {
      throw new JpegError('decode', 'its arithmetic conditioning is broken');
    }
  }
}

function readQuantizationTables(segment: DataView, tables: Tables): void {
  let at = 0;
  while (at < segment.byteLength) {
    const selector = segment.getUint8(at++);
    const isWide = selector >> 4 !== 0;
    if ((selector & 15) > 3 || segment.byteLength - at < (isWide ? 128 : 64)) {
      throw new JpegError('decode', 'its quantisation tables are broken');
    }
    const table = new Uint16Array(64);
    for (let k = 0; k < 64; k++, at += isWide ? 2 : 1) {
      table[NATURAL_ORDER[k]!] = isWide ? segment.getUint16(at) : segment.getUint8(at);
    }
    tables.quantization[selector & 15] = table;
  }
}

/** Puts libjpeg's typical Huffman tables in for those that are missing. */
export function addTypicalTables(makeTable: MakeHuffmanTable, { dc, ac }: Tables): void {
  for (const index of [0, 1] as const) {
    dc[index] ??= once(() => typicalTable(makeTable, 'dc', index));
    ac[index] ??= once(() => typicalTable(makeTable, 'ac', index));
  }
}

function bytesOf(view: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, length).slice();
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
