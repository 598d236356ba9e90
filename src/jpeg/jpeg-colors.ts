import type { DecodedComponent } from './decoded-frame.ts';
import type { Frame } from './frame.ts';
import type { Tables } from './tables.ts';

/** What the samples of a JPEG picture's components can mean, in the order of the numbers that kernels and shaders use. */
export const JPEG_COLORS = ['gray', 'ycbcr', 'rgb', 'cmyk', 'ycck'] as const;

/** What the samples of a JPEG picture's components mean. */
export type JpegColor = (typeof JPEG_COLORS)[number];

/** libjpeg's guess (`default_decompress_parms`). */
export function colorOf({ components }: Frame, { hasJfif, adobeTransform }: Tables): JpegColor {
  if (components.length === 1) return 'gray';
  if (components.length === 4) return adobeTransform === undefined || adobeTransform === 0 ? 'cmyk' : 'ycck';
  if (hasJfif) return 'ycbcr';
  if (adobeTransform !== undefined) return adobeTransform === 0 ? 'rgb' : 'ycbcr';
  return components.map(({ id }) => String.fromCharCode(id)).join('') === 'RGB' ? 'rgb' : 'ycbcr';
}

/** Which components a picture of so many channels needs: gray is the luminance alone. */
export function neededFor(
  color: JpegColor,
  components: readonly DecodedComponent[],
  channels: 1 | 3,
): { readonly color: JpegColor; readonly components: readonly DecodedComponent[] } {
  return channels === 1 && color === 'ycbcr'
    ? { color: 'gray', components: components.slice(0, 1) }
    : { color, components };
}
