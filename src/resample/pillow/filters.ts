/** How much each pixel near a point counts, by its distance in pixels; it has no weight beyond `support`. */
export interface PillowFilter {
  /** Pixels. */
  readonly support: number;
  weigh(distance: number): number;
}

/** The names under which Keras offers Pillow's filters; `nearest` has no weights. */
export type PillowFilterName = 'bilinear' | 'bicubic' | 'hamming' | 'box' | 'lanczos';

/** The filters of Pillow's `Resample.c`, in its order of operations, for the last bits depend on it. */
export const PILLOW_FILTERS: Readonly<Record<PillowFilterName, PillowFilter>> = {
  bilinear: { support: 1, weigh: bilinear },
  bicubic: { support: 2, weigh: bicubic },
  hamming: { support: 1, weigh: hamming },
  box: { support: 0.5, weigh: box },
  lanczos: { support: 3, weigh: lanczos },
};

function box(distance: number): number {
  return distance > -0.5 && distance <= 0.5 ? 1 : 0;
}

function bilinear(distance: number): number {
  return Math.max(1 - Math.abs(distance), 0);
}

// Pillow has these two as float32, and they add up to more than 1.
const HAMMING_MEAN = Math.fround(0.54);
const HAMMING_SWING = Math.fround(0.46);

function hamming(distance: number): number {
  const x = Math.abs(distance);
  if (x === 0) return 1;
  if (x >= 1) return 0;
  return sinc(x) * (HAMMING_MEAN + HAMMING_SWING * Math.cos(x * Math.PI));
}

/** Keys' cubic convolution with a = -0.5. */
function bicubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * -0.5;
  return 0;
}

function lanczos(distance: number): number {
  return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
}

function sinc(x: number): number {
  if (x === 0) return 1;
  const angle = x * Math.PI;
  return Math.sin(angle) / angle;
}
