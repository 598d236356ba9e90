import { type Frame, geometryOf, readFrame } from './frame.ts';
import { JpegError } from './jpeg-error.ts';
import { behind, type FoundMarker, findSegment } from './marker-reader.ts';
import { isFrameMarker, SOS } from './markers.ts';

/** What the headers of a JPEG file say. */
export interface JpegOutline {
  /** Pixels; 0 where the file says so. */
  readonly width: number;
  readonly height: number;
  /** `undefined` where it is of a kind that can't be decoded. */
  readonly frame: Frame | undefined;
  /** Whether the first scan is the only one, so that coefficients need not be held until others come. */
  readonly hasOneScan: boolean;
}

/** Reads the headers of a JPEG file up to its first scan; `undefined` where it ends before its frame header. */
export function readOutline(data: Uint8Array): JpegOutline | undefined {
  const header = findSegment(data, 2, ({ marker }) => isFrameMarker(marker));
  if (!header || header.position + 8 > data.length) return undefined;
  const { position } = header;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [height, width] = [view.getUint16(position + 3), view.getUint16(position + 5)];
  const frame = frameOf(view, header);
  const scan = findSegment(data, behind(data, header), (found) => found.marker === SOS);
  const isWhole = scan !== undefined && data[scan.position + 2] === frame?.components.length;
  return { width, height, frame, hasOneScan: isWhole && !frame?.isProgressive };
}

function frameOf(view: DataView, { marker, position }: FoundMarker): Frame | undefined {
  try {
    const length = Math.min(view.getUint16(position), view.byteLength - position);
    const segment = new DataView(view.buffer, view.byteOffset + position + 2, Math.max(length - 2, 0));
    const frame = readFrame(marker, segment);
    for (const component of frame.components) geometryOf(frame, component);
    return frame;
  } catch (error) {
    // Decoding it will say why.
    if (error instanceof JpegError) return undefined;
    throw error;
  }
}
