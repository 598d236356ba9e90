import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DECODERS } from '../../workers/decoders.ts';
import { differencesFromTensorFlow, goldenFolders } from '../decode-goldens.ts';

const read = async (file: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(readFileSync(new URL(`../goldens/decode/files/${file}`, import.meta.url)));

test.each(goldenFolders)('TensorFlow and the decoders agree on all of %s', async (folder) => {
  expect(await differencesFromTensorFlow(folder, read)).toEqual([]);
});

test('low-depth PNG is opaque unless it says otherwise', async () => {
  const samples = await DECODERS.exact.png(await read('png/gray-2.png'), 4);
  expect(samples.data.filter((_, at) => at % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
});
