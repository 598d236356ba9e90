/** Takes the colours of `[height, width, 4]`, as they are: `[height, width, 3]`. */
export function dropAlpha(rgba: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const colors = new Uint8Array((rgba.length / 4) * 3);
  for (let at = 0, to = 0; to < colors.length; at += 4) {
    colors[to++] = rgba[at]!;
    colors[to++] = rgba[at + 1]!;
    colors[to++] = rgba[at + 2]!;
  }
  return colors;
}
