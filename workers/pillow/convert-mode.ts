import type { Pixels } from '../../src/pixel-mode.ts';
import { Failure } from '../failure.ts';
import type { ColorMode } from '../protocol.ts';
import type { DeepGrayImage, GrayImage, PaletteImage, RawImage, RgbImage } from './raw-image.ts';

/**
 * Converts a picture as `keras.utils.load_img` has Pillow do it.
 *
 * Gray of 16 and 32 bits stays what it is under `'grayscale'`, and is clipped to 255, not scaled, as a colour. Alpha is
 * dropped where none is asked for, and nothing is blended.
 *
 * @throws Failure `decode` where Pillow raises an error.
 */
export function convertMode(image: RawImage, colorMode: ColorMode): Pixels {
  const { width, height } = image;
  switch (colorMode) {
    case 'grayscale':
      if (image.mode === 'I;16' || image.mode === 'I') return plain(image);
      return { mode: 'L', width, height, data: toGray(image) };
    case 'rgb':
      return { mode: 'RGB', width, height, data: toRgb(image) };
    case 'rgba':
      return { mode: 'RGBA', width, height, data: toRgba(image) };
  }
}

type Bytes = Uint8Array<ArrayBuffer>;
type Integers = Extract<RawImage, { readonly mode: 'I' }>;

function plain({ mode, width, height, data }: DeepGrayImage | Integers): Pixels {
  return { mode, width, height, data };
}

function toGray(image: Exclude<RawImage, DeepGrayImage | Integers>): Bytes {
  switch (image.mode) {
    case '1':
    case 'L':
      return image.data;
    case 'LA':
      return arrange(image.data, 2, [0]);
    case 'P':
      return lookUp(image.data, weighColors(paletteOf(image), 4), 1);
    case 'RGB':
      return weighColors(image.data, 3);
    case 'RGBA':
      return weighColors(image.data, 4);
    case 'CMYK':
      return weighColors(cmykToRgb(image.data), 3);
  }
}

function toRgb(image: RawImage): Bytes {
  switch (image.mode) {
    case 'LA':
      return arrange(image.data, 2, [0, 0, 0]);
    case 'P':
      return lookUp(image.data, arrange(paletteOf(image), 4, [0, 1, 2]), 3);
    case 'RGB':
      return image.data;
    case 'RGBA':
      return arrange(image.data, 4, [0, 1, 2]);
    case 'CMYK':
      return cmykToRgb(image.data);
    default:
      return arrange(image.data, 1, [0, 0, 0]);
  }
}

function toRgba(image: RawImage): Bytes {
  switch (image.mode) {
    case 'LA':
      return arrange(image.data, 2, [0, 0, 0, 1]);
    case 'P':
      return lookUp(image.data, withAlphas(image), 4);
    case 'RGB':
      return clearKey(arrange(image.data, 3, [0, 1, 2, OPAQUE]), image.transparency);
    case 'RGBA':
      return image.data;
    case 'CMYK':
      return arrange(cmykToRgb(image.data), 3, [0, 1, 2, OPAQUE]);
    case 'I':
      return arrange(image.data, 1, [0, 0, 0, OPAQUE]);
    default:
      return clearKey(arrange(image.data, 1, [0, 0, 0, OPAQUE]), keyOf(image));
  }
}

function keyOf({ transparency }: GrayImage | DeepGrayImage): RgbImage['transparency'] {
  return transparency === undefined ? undefined : [transparency, transparency, transparency];
}

const OPAQUE = -1;

/** Makes each pixel of these of its channels, clipped to a byte, or of 255. */
function arrange(data: ArrayLike<number>, channels: number, picks: readonly number[]): Bytes {
  const arranged = new Uint8Array((data.length / channels) * picks.length);
  // It clips what is written to it.
  const clipped = new Uint8ClampedArray(arranged.buffer);
  for (let from = 0, to = 0; to < clipped.length; from += channels) {
    for (const pick of picks) clipped[to++] = pick === OPAQUE ? 255 : data[from + pick]!;
  }
  return arranged;
}

/** Gray by ITU-R 601-2 in 16 bits, rounded (`L24` in Pillow's `Convert.c`). */
function weighColors(data: Uint8Array, channels: 3 | 4): Bytes {
  const gray = new Uint8Array(data.length / channels);
  for (let to = 0, from = 0; to < gray.length; to++, from += channels) {
    gray[to] = (19595 * data[from]! + 38470 * data[from + 1]! + 7471 * data[from + 2]! + 32768) >> 16;
  }
  return gray;
}

function cmykToRgb(cmyk: Uint8Array): Bytes {
  const rgb = new Uint8Array((cmyk.length / 4) * 3);
  const clipped = new Uint8ClampedArray(rgb.buffer);
  for (let from = 0, to = 0; to < rgb.length; from += 4) {
    const light = 255 - cmyk[from + 3]!;
    for (let ink = 0; ink < 3; ink++) {
      const product = cmyk[from + ink]! * light + 128;
      clipped[to++] = light - (((product >> 8) + product) >> 8);
    }
  }
  return rgb;
}

/** Makes pixels of one colour transparent; Pillow compares the low bytes of the key, whatever the file's depth. */
function clearKey(rgba: Bytes, key: RgbImage['transparency']): Bytes {
  if (!key) return rgba;
  const [red, green, blue] = key.map((sample) => sample & 255);
  for (let at = 0; at < rgba.length; at += 4) {
    if (rgba[at] === red && rgba[at + 1] === green && rgba[at + 2] === blue) rgba[at + 3] = 0;
  }
  return rgba;
}

const ENTRIES = 256;

/** All entries that an index can name, opaque. */
function paletteOf({ palette }: PaletteImage): Bytes {
  const rgb = new Uint8Array(ENTRIES * 3);
  rgb.set(palette.subarray(0, palette.length - (palette.length % 3)));
  return arrange(rgb, 3, [0, 1, 2, OPAQUE]);
}

function withAlphas(image: PaletteImage): Bytes {
  const { alphas = new Uint8Array() } = image;
  if (alphas.length > ENTRIES)
    throw new Failure('decode', `it tells the alpha of ${alphas.length} colours, not of 256`);
  const rgba = paletteOf(image);
  alphas.forEach((alpha, index) => {
    rgba[index * 4 + 3] = alpha;
  });
  return rgba;
}

/** Replaces indices by what a table of 256 entries holds for them. */
function lookUp(indices: Uint8Array, table: Uint8Array, channels: number): Bytes {
  const found = new Uint8Array(indices.length * channels);
  let to = 0;
  for (const index of indices) {
    for (let channel = 0; channel < channels; channel++) found[to++] = table[index * channels + channel]!;
  }
  return found;
}
