import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { PixelImage, type SaveImgOptions, type SaveTarget, saveImg } from '../../src/index.ts';
import { decodePng } from '../../workers/png-decoder.ts';
import { Sink } from '../sink.ts';

const picture = new PixelImage('RGB', 1, 1, Uint8Array.of(1, 2, 3));

async function pixelsIn(sink: Sink): Promise<number[]> {
  return [...decodePng(await sink.bytes(), 3).data];
}

test('a tensor is stretched unless scale says no, and stays', async () => {
  const tensor = tf.tensor3d([10, 20, 30], [1, 1, 3]);
  const [stretched, plain] = [new Sink(), new Sink()];
  await saveImg(stretched, tensor, { fileFormat: 'png' });
  expect(await saveImg(plain, tensor, { fileFormat: 'png', scale: false })).toEqual({ format: 'png', warnings: [] });
  expect([await pixelsIn(stretched), await pixelsIn(plain)]).toEqual([
    [0, 127, 255],
    [10, 20, 30],
  ]);
  tensor.dispose();
});

test('arrays may have their channels first', async () => {
  const sink = new Sink();
  const options = { fileFormat: 'png', scale: false, dataFormat: 'channels_first' } as const;
  await saveImg(sink, [[[1, 2]], [[3, 4]], [[5, 6]]], options);
  expect(await pixelsIn(sink)).toEqual([1, 3, 5, 2, 4, 6]);
});

test('a picture is saved as it is, whatever scale says', async () => {
  const sink = new Sink();
  await saveImg(sink, picture, { fileFormat: 'png', scale: true });
  expect(await pixelsIn(sink)).toEqual([1, 2, 3]);
});

/** A handle that says which file was begun. */
function handle(name: string): { readonly target: FileSystemFileHandle; readonly sink: Sink } {
  const sink = new Sink();
  const target = { kind: 'file', name, createWritable: async () => sink } as unknown as FileSystemFileHandle;
  return { target, sink };
}

test.each(['a.png', 'A.PNG', 'a.apng', 'a.tar.png', '.png', 'folder.jpg/a.png'])('%s is a PNG file', async (name) => {
  const { target, sink } = handle(name);
  expect(await saveImg(target, picture)).toMatchObject({ format: 'png' });
  expect(await pixelsIn(sink)).toEqual([1, 2, 3]);
});

test.each(['png', 'PNG'] as const)('fileFormat %s goes before the name', async (fileFormat) => {
  expect(await saveImg(handle('a.jpg').target, picture, { fileFormat })).toMatchObject({ format: 'png' });
});

const directory = { kind: 'directory', name: 'a.png' };

test.each<readonly [string, unknown, unknown, RegExp]>([
  [
    'a misspelt option',
    'a.png',
    { file_format: 'png' },
    /There is no option 'file_format'. Did you mean 'fileFormat'\?/,
  ],
  [
    'an unknown extension',
    'a.tif',
    {},
    /'.tif' is no format that can be saved. .* '.png', .* or '.webp', or set fileFormat to/,
  ],
  ['no extension', 'picture', {}, /'picture' has no extension to tell the format/],
  ['no name', '', {}, /'' has no extension/],
  ['a name of JavaScript', 'a.constructor', {}, /'.constructor' is no format/],
  [
    'a stream without a format',
    new Sink(),
    {},
    /no name that tells the format: set fileFormat to 'png', 'jpeg', 'jpg' or 'webp'/,
  ],
  [
    'an unknown format',
    'a.png',
    { fileFormat: 'tiff' },
    /fileFormat must be 'png', 'jpeg', 'jpg' or 'webp', not 'tiff'/,
  ],
  ['a format that is no word', 'a.png', { fileFormat: 1 }, /not 1/],
  ['a format of JavaScript', 'a.png', { fileFormat: 'constructor' }, /not 'constructor'/],
  ['no quality', 'a.png', { quality: 0 }, /quality must be a number from 1 to 100, not 0/],
  ['too much quality', 'a.png', { quality: 101 }, /not 101/],
  ['a quality in words', 'a.png', { quality: 'maximum' }, /not 'maximum'/],
  ['no signal', 'a.png', { signal: new AbortController() }, /signal must be an AbortSignal/],
  ['a data format', 'a.png', { dataFormat: 'CHW' }, /dataFormat must be/],
  ['a folder without a name for the file', directory, {}, /target must be .*\{ directory, name \}/],
  ['a name for the file without a folder', { directory: 'animals', name: 'a.png' }, {}, /target must be/],
  ['nothing to save to', undefined, {}, /target must be .*, not undefined/],
])('%s: refused', async (_, target, options, message) => {
  const x = { data: [1, 2, 3], shape: [1, 1, 3] } as const;
  await expect(saveImg(target as SaveTarget, x, options as SaveImgOptions)).rejects.toMatchObject({
    tag: 'invalid-option',
    message: expect.stringMatching(message),
  });
});

test('options are checked where they mean nothing too', async () => {
  const options = { dataFormat: 'CHW', fileFormat: 'png' } as unknown as SaveImgOptions;
  await expect(saveImg(new Sink(), picture, options)).rejects.toMatchObject({ option: 'dataFormat' });
});

test('a refused array leaves the target alone', async () => {
  const sink = new Sink();
  await expect(saveImg(sink, [[[1, 2]]], { fileFormat: 'png' })).rejects.toMatchObject({
    tag: 'invalid-option',
    option: 'x',
  });
  expect(sink.locked).toBe(false);
});

test('a download where there is no page: refused', async () => {
  await expect(saveImg('a.png', picture)).rejects.toMatchObject({
    tag: 'unsupported',
    message: 'Only a page has downloads. Save to a handle or a stream, or on the page.',
  });
});
