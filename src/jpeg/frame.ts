import { JpegError } from './jpeg-error.ts';

/** One colour plane of a frame. */
export interface Component {
  readonly id: number;
  /** Horizontal and vertical sampling factors, 1 to 4. */
  readonly h: number;
  readonly v: number;
  /** Which quantisation table it uses. */
  readonly table: number;
  /** Size in samples, without padding. */
  readonly width: number;
  readonly height: number;
  /** Size in blocks of 8 × 8, without padding: what a scan of this component alone holds. */
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** Blocks in a row, padded to whole MCUs. */
  readonly blocksPerRow: number;
}

/** What a frame header (SOF) says. */
export interface Frame {
  readonly isProgressive: boolean;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly hMax: number;
  readonly vMax: number;
  readonly mcusWide: number;
  readonly mcusHigh: number;
  readonly components: readonly Component[];
}

/** What the parallel half has to know of a component to make a plane of its coefficients. */
export interface PlaneGeometry {
  /** Samples, without padding. */
  readonly width: number;
  readonly height: number;
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** How many times a sample is repeated or interpolated to come to the picture's size. */
  readonly across: number;
  readonly down: number;
}

/** TensorFlow's own limit (`jpeg_mem.cc`), and libjpeg's. */
const MAX_SAMPLES = 2 ** 29;
const MAX_SIDE = 65_500;

/** 64 coefficients of 16 bits. */
export const BLOCK_BYTES = 128;

/** Names of the frame types that are not decoded, by their marker's low nibble. */
const UNSUPPORTED: Readonly<Record<number, string>> = {
  3: 'lossless',
  5: 'hierarchical',
  6: 'hierarchical',
  7: 'hierarchical',
  8: 'extended',
  9: 'arithmetic-coded',
  10: 'arithmetic-coded',
  11: 'lossless',
  13: 'hierarchical',
  14: 'hierarchical',
  15: 'hierarchical',
};

/**
 * Reads a frame header.
 *
 * @throws JpegError where it is broken, or of a kind that is not decoded
 */
export function readFrame(marker: number, segment: DataView): Frame {
  const kind = UNSUPPORTED[marker & 15];
  if (kind) throw new JpegError('unsupported', `it is ${kind} JPEG, which is not supported`);
  if (segment.byteLength < 6) throw new JpegError('decode', 'its JPEG frame header is broken');
  const precision = segment.getUint8(0);
  if (precision !== 8) throw new JpegError('unsupported', `it has ${precision} bits per sample, not 8`);
  const height = segment.getUint16(1);
  const width = segment.getUint16(3);
  const count = segment.getUint8(5);
  if (height === 0 || width === 0 || count === 0 || segment.byteLength !== 6 + 3 * count) {
    throw new JpegError('decode', 'its JPEG frame header is broken');
  }
  if (Math.max(width, height) > MAX_SIDE) throw new JpegError('unsupported', `it claims ${width} × ${height} pixels`);
  if (count === 2 || count > 4) throw new JpegError('unsupported', `it has ${count} colour components`);
  if (width * height * count >= MAX_SAMPLES) {
    throw new JpegError('unsupported', `it claims ${width} × ${height} pixels`);
  }

  const factors = Array.from({ length: count }, (_, index) => readFactors(segment, 6 + 3 * index));
  const hMax = Math.max(...factors.map(({ h }) => h));
  const vMax = Math.max(...factors.map(({ v }) => v));
  const mcusWide = Math.ceil(width / (8 * hMax));
  const mcusHigh = Math.ceil(height / (8 * vMax));
  const components = factors.map(({ id, h, v, table }): Component => {
    const blocksPerRow = mcusWide * h;
    const componentWidth = Math.ceil((width * h) / hMax);
    const componentHeight = Math.ceil((height * v) / vMax);
    return {
      id,
      h,
      v,
      table,
      width: componentWidth,
      height: componentHeight,
      blocksWide: Math.ceil(componentWidth / 8),
      blocksHigh: Math.ceil(componentHeight / 8),
      blocksPerRow,
    };
  });
  const isProgressive = (marker & 15) === 2;
  return { isProgressive, width, height, hMax, vMax, mcusWide, mcusHigh, components };
}

/** Blocks of a component, without padding. */
export function blocksOf({ blocksWide, blocksHigh }: Pick<Component, 'blocksWide' | 'blocksHigh'>): number {
  return blocksWide * blocksHigh;
}

/** @throws JpegError for fractional sampling factors, which libjpeg refuses too */
export function geometryOf({ hMax, vMax }: Frame, component: Component): PlaneGeometry {
  const { h, v, width, height, blocksWide, blocksHigh } = component;
  const [across, down] = [hMax / h, vMax / v];
  if (!Number.isInteger(across) || !Number.isInteger(down)) {
    throw new JpegError('unsupported', 'it has fractional sampling factors');
  }
  return { width, height, blocksWide, blocksHigh, across, down };
}

/** Bytes of a component's coefficients. */
export function coefficientBytes({ mcusHigh }: Frame, { blocksPerRow, v }: Component): number {
  return blocksPerRow * v * mcusHigh * BLOCK_BYTES;
}

function readFactors(segment: DataView, at: number): Pick<Component, 'id' | 'h' | 'v' | 'table'> {
  const sampling = segment.getUint8(at + 1);
  const [h, v] = [sampling >> 4, sampling & 15];
  if (h < 1 || h > 4 || v < 1 || v > 4) throw new JpegError('decode', 'its JPEG sampling factors are broken');
  return { id: segment.getUint8(at), h, v, table: segment.getUint8(at + 2) };
}
