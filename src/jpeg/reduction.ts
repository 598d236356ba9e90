import type { Geometry } from '../resample/plan.ts';
import { planWindow, type Size } from '../resample/window.ts';

/** How large a picture is decoded, in eighths of its size: so many samples on a side are made of a block of 8 × 8. */
export type Eighths = 1 | 2 | 4 | 8;

const REDUCED: readonly Eighths[] = [1, 2, 4];

/** What is left over for resizing, which takes two pixels a side where bilinear: less would lose what Keras looks at. */
const MIN_RATIO = 2;

/** The size of a picture of so many eighths; a pixel that is not whole counts. */
export function reducedSize({ width, height }: Size, eighths: Eighths): Size {
  return { width: Math.ceil((width * eighths) / 8), height: Math.ceil((height * eighths) / 8) };
}

/**
 * Finds the smallest picture that may stand for a large one: what is resized of it, after cropping or padding, still has at
 * least twice the pixels of what it becomes, on both axes. Where there is none the picture stays as it is.
 */
export function reductionFor(size: Size, { target, fit }: Geometry): Eighths {
  const isEnough = (eighths: Eighths): boolean => {
    const window = planWindow(reducedSize(size, eighths), target, fit);
    return (
      Math.min(window.target.width, window.target.height) > 0 &&
      window.source.width >= MIN_RATIO * window.target.width &&
      window.source.height >= MIN_RATIO * window.target.height
    );
  };
  return REDUCED.find(isEnough) ?? 8;
}
