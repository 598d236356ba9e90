import { bitmapOf } from './browser-decoder.ts';
import type { BrowserDecoding } from './protocol.ts';
import { chosenReader, readSamples } from './read-samples.ts';

/** A JPEG file of 2 × 1 pixels that says it is to be turned by 90°. */
const TURNED =
  '/9j/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAIBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z';
/** A PNG file of one pixel, 128, 64, 200, that says it is linear (gAMA 1). */
const LINEAR =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAABGdBTUEAAYagMeiWXwAAAAxJREFUeNpjaHA4AQACzAGJGyI5nwAAAABJRU5ErkJggg==';
/** A PNG file of one pixel, 200, 100, 50, half transparent. */
const TRANSPARENT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mM4kWLUAAAFNQHfrDzxywAAAABJRU5ErkJggg==';

/** Finds out, by decoding tiny pictures, what this browser's own decoding does to pixels; names of browsers say little. */
export async function probeBrowser(): Promise<BrowserDecoding> {
  const turned = await bitmapOf(bytesOf(TURNED));
  const turnsByExif = turned.width === 1;
  turned.close();
  return {
    turnsByExif,
    managesColors: !(await comesOut(LINEAR, [128, 64, 200])),
    losesTransparentColors: !(await comesOut(TRANSPARENT, [200, 100, 50])),
    ...(await chosenReader()),
  };
}

async function comesOut(picture: string, expected: readonly number[]): Promise<boolean> {
  const bitmap = await bitmapOf(bytesOf(picture));
  try {
    const samples = await readSamples(bitmap);
    return expected.every((value, channel) => samples[channel] === value);
  } finally {
    bitmap.close();
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
