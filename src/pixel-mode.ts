/**
 * What the numbers of a picture mean, as Pillow names it.
 *
 * `'L'` is gray, `'RGB'` and `'RGBA'` are colours, with 8 bits a channel; `'I;16'` is gray from 0 to 65535 and `'I'` a
 * signed number of 32 bits.
 */
export type PixelMode = 'L' | 'RGB' | 'RGBA' | 'I;16' | 'I';

/** How many numbers a pixel has: gray, colours, or colours and alpha. */
export type Channels = 1 | 3 | 4;

/** The numbers of a picture: bytes, or for mode `'I;16'` 16 bits and for `'I'` 32 bits each. */
export type PixelData = OwnMemory<Uint8ArrayConstructor | Uint16ArrayConstructor | Int32ArrayConstructor>;

/**
 * An array that shares its memory with no other thread, such as `Uint8Array<ArrayBuffer>`.
 *
 * To TypeScript before 5.7, whose typed arrays take no parameter, that spelling in our declarations would silently be `any`.
 */
export type OwnMemory<Constructor extends { of(): unknown }> = ReturnType<Constructor['of']>;

/** A picture as plain data, which passes between threads. */
export interface Pixels {
  readonly mode: PixelMode;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Rows top to bottom, channels interleaved, no padding: `[height, width, channels]`. */
  readonly data: PixelData;
}

interface ModeFacts {
  readonly channels: Channels;
  readonly array: Uint8ArrayConstructor | Uint16ArrayConstructor | Int32ArrayConstructor;
}

/** How the numbers of each mode are kept. */
export const PIXEL_MODES: Readonly<Record<PixelMode, ModeFacts>> = {
  L: { channels: 1, array: Uint8Array },
  RGB: { channels: 3, array: Uint8Array },
  RGBA: { channels: 4, array: Uint8Array },
  'I;16': { channels: 1, array: Uint16Array },
  I: { channels: 1, array: Int32Array },
};

/** How many numbers a pixel of this mode has. */
export function channelsOf(mode: PixelMode): Channels {
  return PIXEL_MODES[mode].channels;
}
