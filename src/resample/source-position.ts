/**
 * The place in the source, in pixels, that falls on the centre of output pixel `index`, with half-pixel centres and each
 * step rounded to float32 as TensorFlow's `HalfPixelScaler` does.
 */
export function sourcePosition(index: number, scale: number): number {
  return Math.fround(Math.fround(Math.fround(index + 0.5) * scale) - 0.5);
}
