import { Failure } from '../failure.ts';
import { inflateRows, PILLOW } from '../png/image-data.ts';
import { layOut } from '../png/layout.ts';
import { unfilter } from '../png/unfilter.ts';
import { refuseBombs } from './bomb-limit.ts';
import { checkSum, chunkAt, type PillowChunk } from './png-chunks.ts';
import { learn, type PngFacts } from './png-rules.ts';
import { unpackPng } from './png-unpack.ts';
import { clearedAt, type RawImage } from './raw-image.ts';

/**
 * Opens a PNG file as Pillow's `PngImagePlugin` does.
 *
 * It minds the checksums of all chunks before the image data and of none from there on, and neither the end of the stream
 * nor the end of the file has to be there. Of an animation it takes the image data proper. Gamma plays no part.
 *
 * @throws Failure where Pillow raises an error: `decode`, `limit` or `unsupported`.
 */
export function openPng(bytes: Uint8Array<ArrayBuffer>): RawImage {
  const facts: PngFacts = {};
  const first = readLeading(bytes, facts);
  const { header, palette = new Uint8Array() } = facts;
  if (!header) throw new Failure('decode', 'its PNG header is missing');
  refuseBombs(header);
  if (palette.length >= 257 * 3) throw new Failure('decode', `it has a palette of ${palette.length / 3} colours`);
  if (facts.frame && (facts.frame.width !== header.width || facts.frame.height !== header.height)) {
    throw new Failure('unsupported', 'the first picture of its animation does not fill it, which APNG forbids');
  }
  const frames = (facts.frames ?? 1) + (facts.frames !== undefined && !facts.frame ? 1 : 0);
  const { chunks, end } = readImageData(bytes, first);
  const layout = layOut(header);
  const rows = inflateRows(chunks, layout, PILLOW);
  unfilter(rows, layout);
  readTrailing(bytes, end, facts, frames > 1);
  return withTransparency(unpackPng(header, palette, rows, layout), facts.transparency);
}

/** Takes in what comes before the image data, and returns the first chunk of that. */
function readLeading(bytes: Uint8Array, facts: PngFacts): PillowChunk {
  for (let at = 8; ; ) {
    const chunk = chunkAt(bytes, at);
    if (chunk?.type === 'IDAT') return chunk;
    if (!chunk?.isWhole) throw new Failure('decode', 'its PNG data is cut off or damaged');
    if (chunk.type === 'IEND' || chunk.type === 'fdAT')
      throw new Failure('decode', 'it is a PNG file without a picture');
    learn(facts, chunk.type, chunk.data);
    checkSum(bytes, chunk);
    at = chunk.end;
  }
}

/** The data of the chunks that follow each other, the last one maybe cut off, and where they end. */
function readImageData(bytes: Uint8Array, first: PillowChunk): { chunks: Uint8Array[]; end: number } {
  const chunks = [first.data];
  let end = first.end;
  for (let next = chunkAt(bytes, end); next?.type === 'IDAT' || next?.type === 'DDAT'; next = chunkAt(bytes, end)) {
    chunks.push(next.data);
    end = next.end;
  }
  return { chunks, end };
}

/** Takes in what comes behind the image data: it can make a file that has been read bad, and a colour transparent. */
function readTrailing(bytes: Uint8Array, from: number, facts: PngFacts, isAnimated: boolean): void {
  for (let chunk = chunkAt(bytes, from); chunk && chunk.type !== 'IEND'; chunk = chunkAt(bytes, chunk.end)) {
    if (chunk.type === 'fcTL' && isAnimated) return;
    if (!chunk.isWhole) throw new Failure('decode', `its PNG chunk ${chunk.type} is cut off`);
    learn(facts, chunk.type, chunk.data);
  }
}

function withTransparency(image: RawImage, chunk: Uint8Array | undefined): RawImage {
  // Of another header in between it may be, under which it meant something else: Pillow then minds it where alpha is asked for.
  if (!chunk || (image.mode !== 'P' && chunk.length < (image.mode === 'RGB' ? 6 : 2))) return image;
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  switch (image.mode) {
    case 'P':
      return { ...image, alphas: clearedAlone(chunk) };
    case 'RGB':
      return { ...image, transparency: [view.getUint16(0), view.getUint16(2), view.getUint16(4)] };
    case '1':
      return { ...image, transparency: view.getUint16(0) === 0 ? 0 : 255 };
    case 'L':
    case 'I;16':
      return { ...image, transparency: view.getUint16(0) };
    default:
      return image;
  }
}

const OPAQUE = 255;
const LINE_FEED = 0x0a;

/**
 * Where all entries are opaque but one, which is transparent, Pillow remembers that one alone. Its regular expression for them,
 * `^\xff*\x00\xff*$`, takes a line feed at the end for none.
 */
function clearedAlone(alphas: Uint8Array): Uint8Array {
  const index = alphas.findIndex((alpha) => alpha !== OPAQUE);
  const last = alphas.at(-1) === LINE_FEED ? alphas.length - 1 : alphas.length;
  const isSimple = alphas[index] === 0 && alphas.subarray(index + 1, last).every((alpha) => alpha === OPAQUE);
  return isSimple ? clearedAt(index) : alphas;
}
