import { checkOneOf, demand, invalidOption } from '../options/option-checks.ts';
import { channelsOf, PIXEL_MODES, type PixelData, type PixelMode, type Pixels } from '../pixel-mode.ts';
import { show } from '../show.ts';

/**
 * A picture in memory, with the pixels that Pillow would hold.
 *
 * It is not more than its four fields: `data` may be read and changed at will.
 *
 * @example
 * ```ts
 * const picture = new PixelImage('RGB', 2, 1, Uint8Array.of(255, 0, 0, 0, 0, 255));
 * canvas.getContext('2d').putImageData(picture.toImageData(), 0, 0);
 * ```
 */
export class PixelImage implements Pixels {
  readonly mode: PixelMode;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Rows top to bottom, channels interleaved, no padding: `[height, width, channels]`. */
  readonly data: PixelData;

  /**
   * Makes a picture of raw numbers, which are kept and not copied.
   *
   * @param width - Pixels, at least 1.
   * @param height - Pixels, at least 1.
   * @param data - `[height, width, channels]`: a `Uint8Array`, a `Uint16Array` for `'I;16'`, an `Int32Array` for `'I'`.
   * @throws ImageDatasetError `invalid-option` where mode, size and numbers don't belong together.
   */
  constructor(mode: PixelMode, width: number, height: number, data: PixelData) {
    checkOneOf('mode', mode, Object.keys(PIXEL_MODES));
    checkSide('width', width);
    checkSide('height', height);
    checkData(mode, width, height, data);
    this.mode = mode;
    this.width = width;
    this.height = height;
    this.data = data;
  }

  /**
   * Makes what a canvas can draw at once with `putImageData`.
   *
   * Gray becomes red, green and blue, and alpha is 255 where there is none. Numbers of `'I;16'` and `'I'` are clipped to
   * 0 to 255 and not scaled, as when Pillow converts these modes to RGB.
   *
   * @throws RangeError or DOMException where the browser has no room for so many pixels.
   */
  toImageData(): ImageData {
    const { mode, width, height, data } = this;
    const channels = channelsOf(mode);
    const green = channels > 1 ? 1 : 0;
    const blue = channels > 1 ? 2 : 0;
    // It clips what is written to it.
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
      rgba[to] = data[from]!;
      rgba[to + 1] = data[from + green]!;
      rgba[to + 2] = data[from + blue]!;
      if (channels === 4) rgba[to + 3] = data[from + 3]!;
    }
    return new ImageData(rgba, width, height);
  }
}

function checkSide(option: 'width' | 'height', side: unknown): void {
  demand(option, side, Number.isSafeInteger(side) && (side as number) >= 1, 'an integer from 1 on');
}

function checkData(mode: PixelMode, width: number, height: number, data: unknown): void {
  const { channels, array } = PIXEL_MODES[mode];
  const length = width * height * channels;
  const wanted = `${/^I/.test(array.name) ? 'an' : 'a'} ${array.name} of ${length} ${length === 1 ? 'number' : 'numbers'}`;
  const why = `${width} × ${height} pixels of mode '${mode}' need ${wanted}, [height, width, channels]`;
  if (!(data instanceof array)) throw invalidOption('data', data, wanted, `${why}, not ${show(data)}.`);
  if (data.length !== length) throw invalidOption('data', data.length, wanted, `${why}, not of ${data.length}.`);
}
