import { expect, test } from 'vitest';
import { PixelImage } from '../../src/image/pixel-image.ts';
import { channelsOf, type PixelMode } from '../../src/pixel-mode.ts';

test.each([
  ['L', 1],
  ['RGB', 3],
  ['RGBA', 4],
  ['I;16', 1],
  ['I', 1],
] as const)('mode %s has %i channels', (mode, channels) => {
  expect(channelsOf(mode)).toBe(channels);
});

test('it keeps what it is made of', () => {
  const data = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const image = new PixelImage('RGB', 1, 2, data);
  expect(image).toMatchObject({ mode: 'RGB', width: 1, height: 2 });
  expect(image.data).toBe(data);
});

test.each<[string, unknown[], string]>([
  ['mode', ['P', 1, 1, new Uint8Array(1)], "'I;16'"],
  ['mode', ['toString', 1, 1, new Uint8Array(1)], "'RGB'"],
  ['width', ['L', 0, 1, new Uint8Array(0)], 'from 1 on'],
  ['width', ['L', 1.5, 1, new Uint8Array(1)], 'from 1 on'],
  ['height', ['L', 1, -1, new Uint8Array(1)], 'from 1 on'],
  ['data', ['RGB', 2, 1, new Uint8Array(5)], 'a Uint8Array of 6 numbers'],
  ['data', ['L', 1, 1, new Uint16Array(1)], 'a Uint8Array of 1 number'],
  ['data', ['L', 1, 1, new Uint8ClampedArray(1)], 'a Uint8Array of 1 number'],
  ['data', ['I;16', 1, 1, new Uint8Array(2)], 'a Uint16Array of 1 number'],
  ['data', ['I', 1, 1, [1]], 'an Int32Array of 1 number'],
])('it refuses a %s that does not belong: %j', (option, given, message) => {
  const make = (): PixelImage => new PixelImage(...(given as [PixelMode, number, number, Uint8Array<ArrayBuffer>]));
  expect(make).toThrow(expect.objectContaining({ tag: 'invalid-option', option }));
  expect(make).toThrow(message);
});
