import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../workers/failure.ts';
import { decodeGif } from '../../workers/gif-decoder.ts';

const COLORS = [0, 0, 0, 68, 32, 130, 255, 255, 255, 9, 8, 7];
const SCREEN = [...Array.from('GIF89a', (letter) => letter.charCodeAt(0)), 9, 0, 9, 0, 0x81, 0, 0, ...COLORS];
const TRAILER = 0x3b;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left?: number;
  readonly pixels: readonly number[];
  readonly colors?: readonly number[];
}

/** A frame whose pixels, of two bits, are codes of three bits with a clear code before each: no string is ever used. */
function frame({ width, height, left = 0, pixels, colors }: Frame): readonly number[] {
  const bits = [...pixels.flatMap((pixel) => [4, pixel]), 5].flatMap((code) => [code & 1, (code >> 1) & 1, code >> 2]);
  const data = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit, index) => byte | (bit << index), 0),
  );
  const flags = colors ? 0x80 | (Math.log2(colors.length / 3) - 1) : 0;
  return [0x2c, left, 0, 0, 0, width, 0, height, 0, flags, ...(colors ?? []), 2, data.length, ...data, 0];
}

function gif(...parts: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...SCREEN, ...parts.flat(), TRAILER]);
}

const PLAIN = frame({ width: 2, height: 1, pixels: [1, 2] });
const TRANSPARENT_2 = [0x21, 0xf9, 4, 1, 0, 0, 2, 0];

test.each([
  [1, [53, 255]],
  [3, [68, 32, 130, 255, 255, 255]],
  [4, [68, 32, 130, 255, 255, 255, 255, 255]],
] as const)('colours become %i channels', (channels, expected) => {
  const { width, height, stride, data } = decodeGif(gif(PLAIN), channels);
  expect({ width, height, stride }).toEqual({ width: 2, height: 1, stride: channels });
  expect([...data]).toEqual(expected);
});

test('the canvas is as large as the largest frame, and black where the first one is not, or is transparent', () => {
  const large = frame({ width: 3, height: 2, pixels: [0, 0, 0, 0, 0, 0] });
  const shifted = frame({ width: 2, height: 1, left: 1, pixels: [1, 2] });
  const { width, height, data } = decodeGif(gif(TRANSPARENT_2, shifted, large), 4);
  expect({ width, height }).toEqual({ width: 3, height: 2 });
  const black = [0, 0, 0, 255];
  expect([...data]).toEqual([...black, 68, 32, 130, 255, ...black, ...black, ...black, ...black]);
});

test("a frame's own colours come before those of the file", () => {
  const colored = frame({ width: 1, height: 1, pixels: [1], colors: [1, 2, 3, 4, 5, 6] });
  expect([...decodeGif(gif(colored), 3).data]).toEqual([4, 5, 6]);
});

test('a later frame that is broken does not count', () => {
  const broken = frame({ width: 9, height: 9, pixels: [1] });
  const { width, height } = decodeGif(gif(PLAIN, broken), 3);
  expect({ width, height }).toEqual({ width: 2, height: 1 });
});

test.each([
  ['no frame', gif(), 'decode', 'without a picture'],
  ['half a header', gif().slice(0, 20), 'decode', 'header is cut off'],
  ['half a frame', gif(PLAIN).slice(0, -4), 'decode', 'cut off'],
  ['a frame with too few pixels', gif(frame({ width: 9, height: 9, pixels: [1] })), 'decode', 'damaged'],
  [
    'a colour that is not there',
    gif(frame({ width: 1, height: 1, pixels: [3], colors: [1, 2, 3, 4, 5, 6] })),
    'decode',
    'colour 3',
  ],
  ['no colours', Uint8Array.from([...SCREEN.slice(0, 10), 0, 0, 0, ...PLAIN, TRAILER]), 'decode', 'no colour table'],
  [
    'a huge first frame',
    gif(
      frame({ width: 255, height: 255, pixels: [1] })
        .with(6, 255)
        .with(8, 255),
    ),
    'decode',
    'damaged',
  ],
] as const)('%s is refused', (_, bytes, tag, reason) => {
  expect(() => decodeGif(bytes, 3)).toThrow(expect.objectContaining({ tag, message: expect.stringContaining(reason) }));
});

const pictures = ['interlaced', 'plain'].map(
  (name) => new Uint8Array(readFileSync(new URL(`../goldens/pictures/gif/${name}.gif`, import.meta.url))),
);

test('any bytes give a picture or a Failure', () => {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  const cases = [...pictures, gif(TRANSPARENT_2, PLAIN, PLAIN)];
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.array(change), fc.constantFrom(1, 3, 4), (picture, changes, channels) => {
      const bytes = picture.slice();
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      try {
        const { width, height, data } = decodeGif(bytes, channels);
        expect(data).toHaveLength(width * height * channels);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }),
  );
});
