import { type AxisTaps, tabulate } from './axis-taps.ts';
import { sinf } from './glibc-sinf.ts';
import { renormalise } from './renormalise.ts';

const f32 = Math.fround;
/** The 3.14159265359 of `sampling_kernels.h` rounds to the same float32. */
const PI = f32(Math.PI);

/** A filter, of those that TensorFlow's `sampling_kernels.h` calls kernels: its reach in source pixels, and its value at a distance. */
export interface Filter {
  readonly radius: number;
  readonly at: (distance: number) => number;
}

/** The methods of `tf.image.resize` that run through `ScaleAndTranslate`. */
export type FilterName = 'lanczos3' | 'lanczos5' | 'gaussian' | 'mitchellcubic';

/** The filters of these methods, without antialiasing. */
export const FILTERS: Readonly<Record<FilterName, Filter>> = {
  lanczos3: lanczos(3),
  lanczos5: lanczos(5),
  // TensorFlow's documentation says radius 3 for the Gaussian; its code says 1.5.
  gaussian: { radius: 1.5, at: gaussian },
  mitchellcubic: { radius: 2, at: mitchellCubic },
};

/**
 * Taps of `tf.image.resize` with a filter of {@link FILTERS}: all source pixels within a fixed radius of the output's
 * centre, scaled to sum to 1 where the picture ends (`ComputeSpansCore` of `scale_and_translate_op.cc`).
 */
export function filterTaps(size: number, target: number, { radius, at }: Filter): AxisTaps {
  // TensorFlow divides twice here, which is not always size / target.
  const inverseScale = f32(1 / f32(target / size));
  const clamp = (pixel: number): number => Math.min(Math.max(pixel, 0), size - 1);
  return tabulate(target, (index) => {
    const centre = f32(f32(index + 0.5) * inverseScale);
    const start = clamp(Math.ceil(f32(f32(centre - radius) - 0.5)));
    const end = clamp(Math.floor(f32(f32(centre + radius) - 0.5)));
    const weights = Array.from({ length: end - start + 1 }, (_, tap) =>
      at(Math.abs(f32(f32(start + tap + 0.5) - centre))),
    );
    return { start, weights: renormalise(weights) };
  });
}

function lanczos(radius: number): Filter {
  return {
    radius,
    at: (x) => {
      if (x > radius) return 0;
      // The limit 1 is taken near 0, where sin(x) / x loses its digits.
      if (x <= f32(1e-3)) return 1;
      const angle = f32(PI * x);
      const numerator = f32(f32(radius * sinf(angle)) * sinf(f32(angle / radius)));
      return f32(numerator / f32(f32(f32(PI * PI) * x) * x));
    },
  };
}

function gaussian(x: number): number {
  if (x >= 1.5) return 0;
  const sigma = 0.5;
  return f32(Math.exp(-f32(x * x) / (2 * sigma * sigma)));
}

function mitchellCubic(x: number): number {
  if (x >= 2) return 0;
  if (x >= 1) {
    return f32(f32(f32(f32(f32(f32(f32(f32(-7 / 18) * x) + 2) * x) - f32(10 / 3)) * x) + f32(16 / 9)));
  }
  return f32(f32(f32(f32(f32(f32(7 / 6) * x) - 2) * x) * x) + f32(8 / 9));
}
