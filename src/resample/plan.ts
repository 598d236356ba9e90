import { areaFactor, areaTaps } from './area.ts';
import type { AxisTaps } from './axis-taps.ts';
import { bicubicTaps } from './bicubic.ts';
import { bilinearTaps } from './bilinear.ts';
import { nearestTaps } from './nearest.ts';
import { FILTERS, type FilterName, filterTaps } from './scale-and-translate.ts';
import { type Fit, planWindow, type Size, type Window } from './window.ts';

/** The eight methods of `tf.image.resize`, by Keras' names. */
export type Interpolation = 'nearest' | 'bilinear' | 'bicubic' | 'area' | FilterName;

/** What is the same for all pictures of a dataset. */
export interface Geometry {
  readonly target: Size;
  readonly fit: Fit;
  readonly interpolation: Interpolation;
}

/**
 * In which order float32 sums are taken, which decides their last bit: the source pixel itself; TensorFlow's lerp form
 * `a + (b - a) * t` along rows, then columns; or weighted sums along one axis, then the other.
 */
export type Arithmetic = 'copy' | 'lerp' | 'horizontal-first' | 'vertical-first';

/** Everything needed to make one output picture from one decoded picture. */
export interface ResamplePlan {
  readonly window: Window;
  /** Taps along x, relative to `window.source.left`, for the columns of `window.target`. */
  readonly x: AxisTaps;
  /** Taps along y, relative to `window.source.top`, for the rows of `window.target`. */
  readonly y: AxisTaps;
  readonly arithmetic: Arithmetic;
  /** What the sums are multiplied with. */
  readonly factor: number;
}

const ARITHMETIC: Readonly<Record<Interpolation, Arithmetic>> = {
  nearest: 'copy',
  bilinear: 'lerp',
  area: 'horizontal-first',
  bicubic: 'vertical-first',
  lanczos3: 'vertical-first',
  lanczos5: 'vertical-first',
  gaussian: 'vertical-first',
  mitchellcubic: 'vertical-first',
};

/** Plans how a picture of `size` becomes the target: pure, the same for both engines. */
export function planResample(size: Size, { target, fit, interpolation }: Geometry): ResamplePlan {
  const window = planWindow(size, target, fit);
  return {
    window,
    x: planAxis(window.source.width, window.target.width, interpolation),
    y: planAxis(window.source.height, window.target.height, interpolation),
    arithmetic: ARITHMETIC[interpolation],
    factor: interpolation === 'area' ? areaFactor(window.source, window.target) : 1,
  };
}

function planAxis(size: number, target: number, interpolation: Interpolation): AxisTaps {
  switch (interpolation) {
    case 'nearest':
      return nearestTaps(size, target);
    case 'bilinear':
      return bilinearTaps(size, target);
    case 'bicubic':
      return bicubicTaps(size, target);
    case 'area':
      return areaTaps(size, target);
    default:
      return filterTaps(size, target, FILTERS[interpolation]);
  }
}
