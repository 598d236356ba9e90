/** What the samples of a picture lie in. */
type Samples = Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** Reorders `[channels, height, width]` to `[height, width, channels]`. */
export function planesToPixels<T extends Samples>(planes: T, channels: number): T {
  const pixels = planes.slice() as T;
  const size = planes.length / channels;
  for (let channel = 0, from = 0; channel < channels; channel++) {
    for (let pixel = 0; pixel < size; pixel++) pixels[pixel * channels + channel] = planes[from++]!;
  }
  return pixels;
}

/** Reorders `[height, width, channels]` to `[channels, height, width]`. */
export function pixelsToPlanes<T extends Samples>(pixels: T, channels: number): T {
  const planes = pixels.slice() as T;
  const size = pixels.length / channels;
  for (let channel = 0, to = 0; channel < channels; channel++) {
    for (let pixel = 0; pixel < size; pixel++) planes[to++] = pixels[pixel * channels + channel]!;
  }
  return planes;
}
