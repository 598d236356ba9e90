import type { Size } from '../window.ts';

/** A part of a picture in pixels, as Pillow gives it; it may begin and end within a pixel. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** The box that is the whole picture. */
export function wholeBox({ width, height }: Size): Box {
  return [0, 0, width, height];
}

/**
 * The middle of a picture that has the shape of the target, as `keras.utils.load_img` cuts it for `keep_aspect_ratio`.
 *
 * It is in whole pixels and can have no area, which Pillow then makes a row or column of what lies there.
 */
export function centredBox({ width, height }: Size, target: Size): Box {
  const boxWidth = Math.min(width, Math.floor((height * target.width) / target.height));
  const boxHeight = Math.min(height, Math.floor((width * target.height) / target.width));
  const left = Math.floor((width - boxWidth) / 2);
  const top = Math.floor((height - boxHeight) / 2);
  return [left, top, left + boxWidth, top + boxHeight];
}
