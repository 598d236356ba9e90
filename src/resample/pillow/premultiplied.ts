/** Multiplies colours by alpha, rounded as Pillow's `MULDIV255` (mode `RGBa`). */
export function premultiply(rgba: Uint8Array): Uint8Array<ArrayBuffer> {
  return mapColors(rgba, (color, alpha) => {
    const product = color * alpha + 128;
    return ((product >> 8) + product) >> 8;
  });
}

/** Takes the multiplication back as far as it can be, as Pillow's conversion from `RGBa` to `RGBA`. */
export function unpremultiply(rgba: Uint8Array): Uint8Array<ArrayBuffer> {
  return mapColors(rgba, (color, alpha) =>
    alpha === 0 || alpha === 255 ? color : Math.min(Math.trunc((255 * color) / alpha), 255),
  );
}

function mapColors(rgba: Uint8Array, map: (color: number, alpha: number) => number): Uint8Array<ArrayBuffer> {
  const mapped = new Uint8Array(rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]!;
    mapped[at] = map(rgba[at]!, alpha);
    mapped[at + 1] = map(rgba[at + 1]!, alpha);
    mapped[at + 2] = map(rgba[at + 2]!, alpha);
    mapped[at + 3] = alpha;
  }
  return mapped;
}
