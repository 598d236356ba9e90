import { invalidOption } from '../options/option-checks.ts';
import { show } from '../show.ts';

/** The types of numbers that an image array can have. */
export type ArrayDtype = 'float32' | 'int32';

/**
 * Checks a `dtype`.
 *
 * @throws ImageDatasetError `invalid-option`.
 */
export function checkDtype(dtype: unknown): asserts dtype is ArrayDtype {
  if (dtype === 'float32' || dtype === 'int32') return;
  const rule = "dtype must be 'float32' or 'int32', the only types of numbers that tfjs has";
  throw invalidOption('dtype', dtype, ['float32', 'int32'], `${rule}, not ${show(dtype)}.`);
}
