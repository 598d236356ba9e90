import { truncated } from './jpeg-error.ts';
import { isRestart, RST0, SOF0 } from './markers.ts';

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
