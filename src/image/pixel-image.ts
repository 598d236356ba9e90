/** How the pixels of a {@link PixelImage} are to be read, in Pillow's words. */
export type PixelMode = 'L' | 'RGB' | 'RGBA' | 'I;16' | 'I';

/** The samples of a {@link PixelImage}: 8 bits, 16 bits for mode `I;16`, 32 bits with a sign for mode `I`. */
export type PixelData = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** A picture in memory: `data` is `[height, width, channels]`, rows from top to bottom. */
export class PixelImage {
  readonly mode: PixelMode;
  readonly width: number;
  readonly height: number;
  readonly data: PixelData;

  constructor(mode: PixelMode, width: number, height: number, data: PixelData) {
    this.mode = mode;
    this.width = width;
    this.height = height;
    this.data = data;
  }

  /** The picture as a canvas takes it; values above 255 become 255, negative ones 0. */
  toImageData(): ImageData {
    const { data, width, height } = this;
    const channels = channelsOf(this.mode);
    const rgba = new Uint8ClampedArray(width * height * 4);
    for (let at = 0, to = 0; at < data.length; at += channels, to += 4) {
      rgba[to] = data[at]!;
      rgba[to + 1] = data[channels === 1 ? at : at + 1]!;
      rgba[to + 2] = data[channels === 1 ? at : at + 2]!;
      rgba[to + 3] = channels === 4 ? data[at + 3]! : 255;
    }
    return new ImageData(rgba, width, height);
  }
}

/** The number of samples that a pixel of `mode` has. */
export function channelsOf(mode: PixelMode): 1 | 3 | 4 {
  if (mode === 'RGB') return 3;
  return mode === 'RGBA' ? 4 : 1;
}
