import { JpegError, truncated } from './jpeg-error.ts';
import { COM, DHP, DNL, EXP, isApplicationMarker, isReserved, isRestart, RST0, SOF0, SOI, TEM } from './markers.ts';

/** A marker, and the byte behind it. */
export interface FoundMarker {
  readonly marker: number;
  readonly position: number;
}

/** Finds the next marker at or behind `position`, passing over anything else, as libjpeg's `next_marker` does. */
export function nextMarker(data: Uint8Array, position: number): FoundMarker {
  for (let at = position; at < data.length; at++) {
    if (data[at] !== 0xff) continue;
    while (data[at] === 0xff) at++;
    const marker = data[at];
    if (marker === undefined) break;
    if (marker !== 0) return { marker, position: at + 1 };
  }
  throw truncated();
}

/** Finds a marker whose segment is wanted, from the one at or behind `position` on; `undefined` where the file ends before. */
export function findSegment(
  data: Uint8Array,
  position: number,
  isWanted: (found: FoundMarker) => boolean,
): FoundMarker | undefined {
  try {
    for (let found = nextMarker(data, position); ; found = nextMarker(data, behind(data, found))) {
      if (isWanted(found)) return found;
    }
  } catch (error) {
    if (error instanceof JpegError) return undefined;
    throw error;
  }
}

/** Where the segment of a marker ends. */
export function behind(data: Uint8Array, { marker, position }: FoundMarker): number {
  const standsAlone = marker === TEM || isRestart(marker) || marker === SOI;
  return standsAlone ? position : position + Math.max(((data[position] ?? 0) << 8) | (data[position + 1] ?? 0), 2);
}

/**
 * Finds where decoding goes on at a restart: behind the expected RST marker where it is there, else by the rules of
 * libjpeg's `jpeg_resync_to_restart`. A marker that is returned stays unread: its segment counts as empty.
 *
 * @param found - A marker that was run into already.
 * @param expected - 0 to 7.
 */
export function resynchronise(data: Uint8Array, found: FoundMarker, expected: number): FoundMarker {
  for (let { marker, position } = found; ; { marker, position } = nextMarker(data, position)) {
    const ahead = isRestart(marker) ? (marker - RST0 - expected + 8) & 7 : -1;
    // The expected one, or one so far away that nothing can be said of it: go on behind it.
    if (ahead === 0 || (ahead > 2 && ahead < 6)) return { marker: 0, position };
    // A frame or scan marker, or one of the next two restarts: the expected one is missing.
    if (marker >= SOF0 && ahead < 6) return { marker, position };
  }
}

/**
 * Reads the segment of a marker, without the length at its beginning.
 *
 * @throws JpegError where libjpeg refuses the marker wherever it stands, or the segment does not end within the file
 */
export function readSegment(data: Uint8Array, { marker, position }: FoundMarker): DataView {
  if (isReserved(marker) || marker === SOI || marker === DHP || marker === EXP) {
    throw new JpegError('decode', 'it has a marker where none may be');
  }
  if (position + 2 > data.length) throw truncated();
  const written = (data[position]! << 8) | data[position + 1]!;
  const length = isPassedOver(marker) ? Math.max(written, 2) : written;
  if (length < 2) throw new JpegError('decode', 'it has a segment without a length');
  if (position + length > data.length) throw truncated();
  return new DataView(data.buffer, data.byteOffset + position + 2, length - 2);
}

/** Segments of applications, comments, and DNL, of which libjpeg reads no length that could be wrong. */
function isPassedOver(marker: number): boolean {
  return isApplicationMarker(marker) || marker === COM || marker === DNL;
}
