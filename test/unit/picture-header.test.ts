import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../workers/failure.ts';
import { readHeader } from '../../workers/picture-header.ts';
import goldens from '../goldens/pixels.json';

const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(`../goldens/pictures/${path}`, import.meta.url)));

test.each(Object.entries(goldens.pictures))('format and size of %s', (path, { width, height }) => {
  const folder = path.slice(0, path.indexOf('/'));
  expect(readHeader(bytesOf(path))).toMatchObject({ format: folder, width, height });
});

test.each([
  ['', 'decode', 'it is empty'],
  ['\x00\x05\x16\x07\x00\x02', 'decode', 'AppleDouble'],
  ['RIFF....WEBPVP8 ', 'decode', 'WEBP header is broken'],
  ['RIFF....WAVEfmt ', 'decode', 'no known picture format'],
  ['II*\x00........', 'decode', 'TIFF'],
  ['<html>', 'decode', 'no known picture format'],
  ['\xff\xd8', 'decode', 'no known picture format'],
  ['\xff\xd8\xff\xe0\x00\x10', 'decode', 'JPEG header is broken'],
  ['\x89PNG\r\n\x1a\n', 'decode', 'PNG header is broken'],
  ['GIF89a\x00\x00\x01', 'decode', 'GIF header is broken'],
  ['\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0', 'limit', '100000 × 100000'],
])('%j is refused with tag %s', (text, tag, reason) => {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  expect(() => readHeader(bytes)).toThrow(expect.objectContaining({ tag, message: expect.stringContaining(reason) }));
});

// A bug: a large logical screen was refused, and frames beyond a small one were not counted.
test('the size of a GIF file is that of its frames, whatever its screen claims', () => {
  const gif = (name: string) =>
    new Uint8Array(readFileSync(new URL(`../goldens/decode/files/gif/${name}`, import.meta.url)));
  for (const name of ['screen-zero.gif', 'screen-smaller.gif', 'screen-largest.gif']) {
    expect(readHeader(gif(name))).toMatchObject({ width: 9, height: 11 });
  }
  expect(readHeader(gif('frames-wider-and-higher.gif'))).toMatchObject({ width: 9, height: 8 });
});

test('any bytes give a size or a Failure', () => {
  const starts = fc.constantFrom(
    [],
    [0xff, 0xd8, 0xff],
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    [0x42, 0x4d],
  );
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      try {
        const { width, height } = readHeader(Uint8Array.from([...start, ...rest]));
        expect(Math.min(width, height)).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }),
  );
});
