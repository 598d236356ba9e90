import { Failure } from '../failure.ts';
import { type Chunk, chunksOf } from './chunks.ts';
import { type PngHeader, readPngHeader } from './header.ts';

/** What counts of a PNG file's content. */
export interface Png {
  readonly header: PngHeader;
  /** Red, green and blue of each palette entry; empty where the pixels do not refer to them. */
  readonly palette: Uint8Array;
  /** Data of the tRNS chunk: alpha of palette entries, or the colour that is transparent, in 16 bits a sample. */
  readonly transparency: Uint8Array | undefined;
  /** The chunks before palette and image data, where those about colours have to be. */
  readonly leading: readonly Chunk[];
  /** Data of the first IDAT chunk and of those that follow it at once. */
  readonly imageData: readonly Uint8Array[];
}

const CRITICAL: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);

/**
 * Reads the chunks of a PNG file as libpng's `png_read_info` and `png_read_end` do: an ancillary chunk that is broken or
 * out of place just does not count.
 *
 * @throws Failure `decode`, `unsupported` or `limit` where libpng fails, or the first chunk is not IHDR.
 */
export function readPng(bytes: Uint8Array): Png {
  const chunks = heeded(bytes);
  const stranger = chunks.find(({ type }) => type < 'a' && !CRITICAL.has(type));
  if (stranger)
    throw new Failure('unsupported', `its PNG chunk ${stranger.type}, which may not be ignored, is unknown`);
  const imageAt = chunks.findIndex(isType('IDAT'));
  const paletteAt = chunks.slice(0, imageAt).findIndex(isType('PLTE'));
  const hasTwoPalettes = paletteAt >= 0 && chunks.filter(isType('PLTE')).length > 1;
  if (!isType('IHDR')(chunks[0]!) || chunks.filter(isType('IHDR')).length > 1 || imageAt < 0 || hasTwoPalettes) {
    throw new Failure('decode', 'its PNG data is damaged (a chunk is missing, or is there twice)');
  }
  const header = readPngHeader(chunks[0]!.data);
  const palette = readPalette(header, chunks[paletteAt]?.data);
  const leading = chunks.slice(1, paletteAt < 0 ? imageAt : paletteAt);
  const behindPalette = paletteAt < 0 ? [] : chunks.slice(paletteAt + 1, imageAt);
  const imageEnd = chunks.findIndex((chunk, index) => index > imageAt && !isType('IDAT')(chunk));
  return {
    header,
    palette: header.hasPalette ? palette : NOTHING,
    transparency: readTransparency(header, palette, leading, behindPalette),
    leading,
    imageData: chunks.slice(imageAt, imageEnd).map(({ data }) => data),
  };
}

const NOTHING = new Uint8Array();

/** Ancillary chunks that say something of pixels. */
const ANCILLARY: ReadonlySet<string> = new Set(['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'tRNS']);

/** The chunks that count, and what ends the image data: of others a file can have a million, which would take 400 bytes each. */
function heeded(bytes: Uint8Array): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (const chunk of chunksOf(bytes)) {
    const before = chunks.at(-1)?.type;
    const isFirst = before === undefined;
    if (isFirst || chunk.type < 'a' || ANCILLARY.has(chunk.type) || before === 'IDAT') chunks.push(chunk);
  }
  return chunks;
}

function isType(name: string): (chunk: Chunk) => boolean {
  return ({ type }) => type === name;
}

/** The entries of a PLTE chunk that count (`png_handle_PLTE`). */
function readPalette({ hasPalette, hasColor, depth }: PngHeader, data: Uint8Array | undefined): Uint8Array {
  if (!hasColor || (!data && !hasPalette)) return NOTHING;
  const isBroken = !data || data.length % 3 !== 0 || data.length > 3 * 256;
  if (data?.length === 0 || (isBroken && hasPalette)) {
    throw new Failure('decode', 'its PNG palette is missing or broken');
  }
  if (isBroken) return NOTHING;
  return hasPalette ? data.subarray(0, 3 << depth) : data;
}

/** The data of the tRNS chunk that counts (`png_handle_tRNS`). */
function readTransparency(
  { hasPalette, hasColor, hasAlpha }: PngHeader,
  palette: Uint8Array,
  leading: readonly Chunk[],
  behindPalette: readonly Chunk[],
): Uint8Array | undefined {
  const isValid = ({ type, data, isIntact }: Chunk): boolean => {
    if (type !== 'tRNS' || hasAlpha || !isIntact()) return false;
    if (hasPalette) return data.length > 0 && data.length <= palette.length / 3;
    return data.length === (hasColor ? 6 : 2);
  };
  const early = leading.find(isValid);
  // A palette has to come first; one that comes later, though it only suggests colours, takes the chunk back.
  if (early && !hasPalette) return palette.length > 0 ? undefined : early.data;
  return behindPalette.find(isValid)?.data;
}
