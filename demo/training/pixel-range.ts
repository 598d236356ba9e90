/** What numbers an extractor wants pixels as. */
export type PixelRange = '-1 to 1' | '0 to 1' | '0 to 255';

export const PIXEL_RANGES: readonly PixelRange[] = ['-1 to 1', '0 to 1', '0 to 255'];

/** From pixels of 0 to 255. */
export const SCALES: Readonly<Record<PixelRange, readonly [scale: number, offset: number]>> = {
  '-1 to 1': [1 / 127.5, -1],
  '0 to 1': [1 / 255, 0],
  '0 to 255': [1, 0],
};
