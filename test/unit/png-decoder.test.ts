import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../workers/failure.ts';
import { undoPaeth } from '../../workers/png/paeth.ts';
import { readPng } from '../../workers/png/reader.ts';
import { decodePng } from '../../workers/png-decoder.ts';
import goldens from '../goldens/decode.json';
import { ihdr, type NamedChunk, png, pngOf } from './png-writer.ts';

const fileOf = (path: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../goldens/decode/files/${path}`, import.meta.url)));

function pixelsOf(bytes: Uint8Array<ArrayBuffer>, channels: 1 | 3 | 4): Uint8Array {
  const { data, stride } = decodePng(bytes, channels);
  return data.filter((_, at) => at % stride < channels);
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

test("alpha is TensorFlow's, but for files of less than 8 bits without any: 255 instead of the largest sample", () => {
  const records = goldens.filter(({ file, channels, sha256 }) => /^png\//.test(file) && channels === 4 && sha256);
  const different: string[] = [];
  for (const { file, sha256 } of records) {
    const bytes = fileOf(file);
    const rgba = pixelsOf(bytes, 4);
    if (hash(rgba) === sha256) continue;
    different.push(file);
    const largest = 2 ** bytes[24]! - 1;
    expect(rgba.every((value, at) => at % 4 < 3 || value === 255)).toBe(true);
    expect(hash(rgba.map((value, at) => (at % 4 < 3 ? value : largest)))).toBe(sha256);
  }
  expect(different.every((file) => [1, 2, 4].includes(fileOf(file)[24]!))).toBe(true);
  expect(different.length).toBeGreaterThan(10);
});

const GRAY_ROW = [0, 10, 20];
const KEY: NamedChunk = ['tRNS', [0, 10]];

test.each<readonly [string, Uint8Array<ArrayBuffer>, readonly number[]]>([
  ['a transparent gray', png({ width: 2, height: 1, type: 0 }, GRAY_ROW, KEY), [10, 10, 10, 0, 20, 20, 20, 255]],
  [
    'a transparent colour',
    png({ width: 2, height: 1, type: 2 }, [0, 1, 2, 3, 1, 2, 4], ['tRNS', [0, 1, 0, 2, 0, 3]]),
    [1, 2, 3, 0, 1, 2, 4, 255],
  ],
  [
    'a transparent colour before a palette',
    png({ width: 1, height: 1, type: 2 }, [0, 1, 2, 3], ['tRNS', [0, 1, 0, 2, 0, 3]], ['PLTE', [9, 9, 9]]),
    [1, 2, 3, 255],
  ],
  [
    'a palette with alpha, and an index beyond it',
    png({ width: 3, height: 1, type: 3 }, [0, 0, 1, 2], ['PLTE', [1, 2, 3, 4, 5, 6]], ['tRNS', [7]]),
    [1, 2, 3, 7, 4, 5, 6, 255, 0, 0, 0, 255],
  ],
  [
    'alpha before the palette',
    png({ width: 1, height: 1, type: 3 }, [0, 0], ['tRNS', [7]], ['PLTE', [1, 2, 3]]),
    [1, 2, 3, 255],
  ],
  ['gray with alpha', png({ width: 1, height: 1, type: 4 }, [0, 10, 7]), [10, 10, 10, 7]],
])('%s', (_, bytes, expected) => {
  expect([...pixelsOf(bytes, 4)]).toEqual(expected);
});

const HEADER = ihdr({ width: 2, height: 1, type: 0 });
const END: NamedChunk = ['IEND', []];
const DATA: NamedChunk = ['IDAT', deflateSync(Uint8Array.from(GRAY_ROW))];
const PALETTE: NamedChunk = ['PLTE', [1, 2, 3]];
const stream = [...deflateSync(Uint8Array.from(GRAY_ROW))];
const wrongSum = [...stream.slice(0, -1), stream.at(-1)! ^ 1];
const surplus = deflateSync(Uint8Array.from([...GRAY_ROW, 0, 1, 2]));

/** What libpng forgives, and what not; each is as TensorFlow has it. */
test.each<readonly [string, readonly NamedChunk[], 'fine' | 'refused']>([
  ['data in two chunks', [HEADER, ['IDAT', stream.slice(0, 4)], ['IDAT', stream.slice(4)], END], 'fine'],
  ['an empty chunk of data', [HEADER, ['IDAT', []], DATA, END], 'fine'],
  [
    'data with something between',
    [HEADER, ['IDAT', stream.slice(0, 4)], ['tEXt', []], ['IDAT', stream.slice(4)], END],
    'refused',
  ],
  ['junk behind the stream', [HEADER, ['IDAT', [...stream, 1, 2, 3]], ['IDAT', [4]], END], 'fine'],
  ['a row too many', [HEADER, ['IDAT', surplus], END], 'fine'],
  ['a row too many, cut off', [HEADER, ['IDAT', surplus.subarray(0, -1)], END], 'refused'],
  ['a wrong checksum of the stream', [HEADER, ['IDAT', wrongSum], END], 'refused'],
  [
    'the same in a chunk of its own',
    [HEADER, ['IDAT', wrongSum.slice(0, -4)], ['IDAT', wrongSum.slice(-4)], END],
    'fine',
  ],
  ['no checksum of the stream', [HEADER, ['IDAT', stream.slice(0, -4)], END], 'refused'],
  [
    'half a checksum in a chunk of its own',
    [HEADER, ['IDAT', stream.slice(0, -4)], ['IDAT', stream.slice(-4, -2)], END],
    'fine',
  ],
  ['no data', [HEADER, END], 'refused'],
  ['no end', [HEADER, DATA], 'refused'],
  ['a second header', [HEADER, DATA, HEADER, END], 'refused'],
  ['a palette behind the data', [HEADER, DATA, PALETTE, PALETTE, END], 'fine'],
  ['two palettes', [HEADER, PALETTE, DATA, PALETTE, END], 'refused'],
  ['colours without a palette', [ihdr({ width: 2, height: 1, type: 3 }), DATA, END], 'refused'],
  ['an unknown chunk that may be ignored', [HEADER, ['niCe', [1]], DATA, END], 'fine'],
  ['an unknown chunk that may not', [HEADER, ['NiCe', [1]], DATA, END], 'refused'],
  ['a filter that is not there', [HEADER, ['IDAT', deflateSync(Uint8Array.of(5, 1, 2))], END], 'refused'],
])('%s: %s', (_, chunks, verdict) => {
  const decode = (): string => [...pixelsOf(pngOf(...chunks), 1)].join();
  if (verdict === 'fine') expect(decode()).toBe('10,20');
  else expect(decode).toThrow(Failure);
});

test.each([
  ['a side of more than a million', { width: 1_000_001, height: 1, type: 0 }, 'limit'],
  ['2^29 samples', { width: 20_000, height: 20_000, type: 0 }, 'limit'],
  ['more than the data can hold', { width: 13_000, height: 13_000, type: 6, depth: 16 }, 'decode'],
  ['no pixel', { width: 0, height: 1, type: 0 }, 'decode'],
  ['a depth that its type has not', { width: 1, height: 1, type: 2, depth: 4 }, 'decode'],
] as const)('a file that claims %s is refused at once', (_, header, tag) => {
  expect(() => decodePng(png(header, GRAY_ROW), 3)).toThrow(expect.objectContaining({ tag }));
});

test('the Paeth filter is undone in pixels of any size', () => {
  const row = fc
    .integer({ min: 1, max: 8 })
    .chain((left) => fc.tuple(fc.constant(left), fc.uint8Array({ minLength: left * 10, maxLength: left * 10 })));
  fc.assert(
    fc.property(row, ([left, data]) => {
      const up = left * 5;
      const expected = [...data];
      for (let at = up; at < data.length; at++) {
        const a = at - left < up ? 0 : expected[at - left]!;
        const b = expected[at - up]!;
        const c = at - left < up ? 0 : expected[at - up - left]!;
        // As the specification has it, section 9.4.
        const [pa, pb, pc] = [a, b, c].map((value) => Math.abs(a + b - c - value)) as [number, number, number];
        expected[at] = (data[at]! + (pa <= pb && pa <= pc ? a : pb <= pc ? b : c)) & 255;
      }
      undoPaeth(data, up, data.length, up, left);
      expect([...data]).toEqual(expected);
    }),
  );
});

const files = [...new Set(goldens.flatMap(({ file, sha256 }) => (/^png\//.test(file) && sha256 ? [file] : [])))].map(
  fileOf,
);

test('any bytes give a picture or a Failure', () => {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(change, { maxLength: 4 }),
      fc.constantFrom(1, 3, 4),
      (file, changes, channels) => {
        const bytes = withChecksums(file, changes);
        try {
          const { width, height, stride, data } = decodePng(bytes, channels);
          expect(data).toHaveLength(width * height * stride);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      },
    ),
    { numRuns: 500 },
  );
});

/** A file with bytes changed in the data of its chunks, whose checksums are right again. */
function withChecksums(
  file: Uint8Array,
  changes: readonly (readonly [at: number, value: number])[],
): Uint8Array<ArrayBuffer> {
  const view = new DataView(file.buffer, file.byteOffset);
  const chunks: NamedChunk[] = [];
  for (let at = 8; at < file.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    chunks.push([type, file.slice(at + 8, at + 8 + view.getUint32(at))]);
  }
  for (const [at, value] of changes) {
    const data = chunks[at % chunks.length]![1] as Uint8Array;
    if (data.length > 0) data[Math.floor(at / chunks.length) % data.length] = value;
  }
  return pngOf(...chunks);
}

// Each took 400 bytes: 12 MB of them half a gigabyte.
test('of chunks that say nothing of pixels none is kept, wherever they are', () => {
  const said: NamedChunk = ['tEXt', [...'a\0b'].map((letter) => letter.charCodeAt(0))];
  const many = new Array<NamedChunk>(1000).fill(said);
  const data = deflateSync(Uint8Array.of(0, 1, 2, 3));
  const file = pngOf(ihdr({ width: 1, height: 1, type: 2 }), ...many, ['IDAT', data], ...many, ['IEND', []]);
  const { leading, imageData } = readPng(file);
  expect([leading.length, imageData.length]).toEqual([0, 1]);
  expect([...decodePng(file, 3).data]).toEqual([1, 2, 3]);
  // What comes between ends the data: it is cut off.
  const apart: NamedChunk[] = [['IDAT', data.subarray(0, 3)], said, ['IDAT', data.subarray(3)]];
  expect(() => decodePng(pngOf(ihdr({ width: 1, height: 1, type: 2 }), ...apart, ['IEND', []]), 3)).toThrow(Failure);
  // And IHDR has to be the very first.
  expect(() => readPng(pngOf(said, ihdr({ width: 1, height: 1, type: 2 }), ['IDAT', data], ['IEND', []]))).toThrow(
    Failure,
  );
});
