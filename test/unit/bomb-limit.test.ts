import { expect, test } from 'vitest';
import { Failure } from '../../workers/failure.ts';
import { loadImage } from '../../workers/pillow/load-image.ts';
import { numberedBmp } from '../numbered-bmp.ts';

/** What is wrong with a file of one pixel that claims more. */
async function faultOf(claimedWidth: number): Promise<string> {
  const bytes = numberedBmp(1);
  new DataView(bytes.buffer).setInt32(18, claimedWidth, true);
  const request = { colorMode: 'rgb', size: undefined, interpolation: 'nearest', keepAspectRatio: false } as const;
  const failure = await loadImage(bytes, request).catch((error: unknown) => error);
  return failure instanceof Failure ? failure.tag : String(failure);
}

test("loadImg takes as many pixels as Pillow's limit, and refuses one more by the header", async () => {
  // Its pixels are not there.
  expect(await faultOf(178_956_970)).toBe('decode');
  expect(await faultOf(178_956_971)).toBe('limit');
});
