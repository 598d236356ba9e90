import type { Size } from '../../src/resample/window.ts';

/** What `PIL.Image.open` makes of a file, before any conversion; modes are named as Pillow names them. */
export type RawImage = GrayImage | DeepGrayImage | IntegerImage | PaletteImage | RgbImage | InterleavedImage;

/** Black and white as 0 and 255 (`'1'`), or gray. */
export interface GrayImage extends Size {
  readonly mode: '1' | 'L';
  readonly data: Uint8Array<ArrayBuffer>;
  /** The level that is transparent; only its low byte counts. */
  readonly transparency?: number | undefined;
}

/** Gray of 16 bits. */
export interface DeepGrayImage extends Size {
  readonly mode: 'I;16';
  readonly data: Uint16Array<ArrayBuffer>;
  /** Compared with levels of 8 bits, as in {@link GrayImage}. */
  readonly transparency?: number | undefined;
}

interface IntegerImage extends Size {
  readonly mode: 'I';
  readonly data: Int32Array<ArrayBuffer>;
}

/** Indices into a palette. */
export interface PaletteImage extends Size {
  readonly mode: 'P';
  readonly data: Uint8Array<ArrayBuffer>;
  /** Red, green and blue of each entry; those beyond its end are black. */
  readonly palette: Uint8Array;
  /** Alpha of each entry; beyond its end 255. */
  readonly alphas?: Uint8Array | undefined;
}

export interface RgbImage extends Size {
  readonly mode: 'RGB';
  readonly data: Uint8Array<ArrayBuffer>;
  /** The colour that is transparent; only low bytes count. */
  readonly transparency?: readonly [red: number, green: number, blue: number] | undefined;
}

/** Channels that need no explanation: `[height, width, 2]` or `[height, width, 4]`. */
export interface InterleavedImage extends Size {
  readonly mode: 'LA' | 'RGBA' | 'CMYK';
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Alphas of palette entries of which one alone is transparent. */
export function clearedAt(index: number): Uint8Array {
  return new Uint8Array(index + 1).fill(255, 0, index);
}
