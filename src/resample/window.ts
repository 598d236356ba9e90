const f32 = Math.fround;

/** How a picture of another shape is brought to the target: distorted, cut, or with black borders. */
export type Fit = 'stretch' | 'crop' | 'pad';

export interface Size {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

export interface Rectangle extends Size {
  /** Pixels from the left edge. */
  readonly left: number;
  /** Pixels from the top edge. */
  readonly top: number;
}

/** Which part of the source is resized into which part of the target; what is left of the target is 0. */
export interface Window {
  readonly source: Rectangle;
  readonly target: Rectangle;
}

/**
 * Finds the window of a picture, to the pixel as Keras does.
 *
 * The target's width or height can be 0 for very elongated pictures under `'pad'`, where TensorFlow fails too.
 */
export function planWindow(source: Size, target: Size, fit: Fit): Window {
  if (fit === 'crop') return { source: cropped(source, target), target: whole(target) };
  return { source: whole(source), target: fit === 'pad' ? padded(source, target) : whole(target) };
}

function whole({ width, height }: Size): Rectangle {
  return { left: 0, top: 0, width, height };
}

/** The centred crop of `keras.utils.image_utils.smart_resize` for shapes known only at run time, in its float32 steps. */
function cropped(source: Size, target: Size): Rectangle {
  const fittingHeight = Math.trunc(f32(f32(source.width * target.height) / f32(target.width)));
  const fittingWidth = Math.trunc(f32(f32(source.height * target.width) / f32(target.height)));
  const height = Math.max(Math.min(source.height, fittingHeight), 1);
  const width = Math.max(Math.min(source.width, fittingWidth), 1);
  const top = Math.trunc(f32(f32(source.height - height) / 2));
  const left = Math.trunc(f32(f32(source.width - width) / 2));
  return { left, top, width, height };
}

/**
 * The place of the resized picture in `tf.image.resize_with_pad`, in its float32 steps: `h / (h / th)` can fall just
 * below `th`, and then the last row or column stays black, as it does there (square 228 to 224 gives 223).
 */
function padded(source: Size, target: Size): Rectangle {
  const ratio = Math.max(f32(source.width / target.width), f32(source.height / target.height));
  const height = f32(source.height / ratio);
  const width = f32(source.width / ratio);
  return {
    left: Math.max(0, Math.floor(f32(f32(target.width - width) / 2))),
    top: Math.max(0, Math.floor(f32(f32(target.height - height) / 2))),
    width: Math.floor(width),
    height: Math.floor(height),
  };
}
