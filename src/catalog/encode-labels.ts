import type { LabelMode } from '../options/option-types.ts';

/** The labels of a batch, ready to become a tensor: `[batch]` where `width` is `null`, else `[batch, width]`. */
export interface EncodedLabels {
  readonly data: Float32Array | Int32Array;
  readonly width: number | null;
}

/**
 * Writes the labels of a batch in the form that the model is to see, as Keras does.
 *
 * `int` hands them on; `binary` does too, as float32 in a column; `categorical` makes a one-hot row of each, which is
 * all zero for a label that is no index of a class.
 *
 * @param intDtype - the type for `int`; the other two modes are float32
 */
export function encodeLabels(
  labels: ArrayLike<number>,
  mode: LabelMode,
  classCount: number,
  intDtype: 'int32' | 'float32',
): EncodedLabels {
  switch (mode) {
    case 'int':
      return { data: intDtype === 'int32' ? Int32Array.from(labels) : Float32Array.from(labels), width: null };
    case 'binary':
      return { data: Float32Array.from(labels), width: 1 };
    case 'categorical':
      return { data: oneHot(labels, classCount), width: classCount };
  }
}

function oneHot(labels: ArrayLike<number>, depth: number): Float32Array {
  const rows = new Float32Array(labels.length * depth);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (label >= 0 && label < depth) rows[row * depth + label] = 1;
  }
  return rows;
}
