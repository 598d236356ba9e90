import { expect, test } from 'vitest';
import { readFiles } from '../../workers/read-files.ts';

test('files that are read together share their memory until the last of them is let go', async () => {
  const texts = ['one', '', 'three'];
  const contents = await Promise.all(await readFiles(texts.map((text) => new File([text], 'file'))));
  expect(contents.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(texts);
  const [memory] = new Set(contents.map(({ bytes }) => bytes.buffer));
  for (const { bytes, release } of contents) {
    expect(bytes.buffer).toBe(memory);
    expect(memory!.byteLength).toBe(8);
    release();
  }
  expect(memory!.byteLength).toBe(0);
});
