import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeCoefficients } from '../../src/jpeg/coefficients.ts';
import { JpegError } from '../../src/jpeg/jpeg-error.ts';
import { reconstruct } from '../../src/jpeg/reconstruct.ts';
import { Failure } from '../../workers/failure.ts';
import { readHeader } from '../../workers/picture-header.ts';
import goldens from '../goldens/decode.json';

interface Golden {
  readonly file: string;
  readonly channels: 1 | 3 | 4;
  readonly height?: number;
  readonly width?: number;
  readonly sha256?: string;
  readonly error?: string;
}

const records = (goldens as unknown as Golden[]).filter(({ file }) => file.startsWith('jpeg'));

function bytesOf(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../goldens/decode/files/${file}`, import.meta.url)));
}

function decoded(file: string, channels: 1 | 3): Pick<Golden, 'height' | 'width' | 'sha256'> | 'refused' {
  const bytes = bytesOf(file);
  try {
    // What does not begin as JPEG is refused before.
    readHeader(bytes);
    const jpeg = decodeCoefficients(bytes, channels);
    const samples = reconstruct(jpeg, channels);
    const sha256 = createHash('sha256').update(samples).digest('hex').slice(0, 32);
    return { height: jpeg.height, width: jpeg.width, sha256 };
  } catch (error) {
    if (error instanceof JpegError || error instanceof Failure) return 'refused';
    throw error;
  }
}

/** Files that TensorFlow decodes and this library refuses, each with how the reason reads. */
const REFUSED_HERE: readonly (readonly [RegExp, string])[] = [
  [/^jpeg\/arithmetic-|frame-marker-c9/, 'arithmetic-coded'],
];

/** What TensorFlow refuses and this library decodes: gray of CMYK. */
const DECODED_HERE = /^jpeg\/(cmyk|colour-pillow-cmyk)/;

const COLORS = [
  [3, 'rgb'],
  [1, 'gray'],
] as const;

test.each(COLORS)('TensorFlow decodes all files the same way (%i channels, %s)', (channels) => {
  const ofChannels = records.filter((golden) => golden.channels === channels);
  expect(ofChannels.length).toBeGreaterThan(300);
  const others: string[] = [];
  for (const { file, error, height, width, sha256 } of ofChannels) {
    const expected = error === undefined ? { height, width, sha256 } : 'refused';
    const received = decoded(file, channels);
    if (JSON.stringify(received) === JSON.stringify(expected)) continue;
    const isRefused = expected !== 'refused' && received === 'refused';
    const reason = REFUSED_HERE.find(([pattern]) => pattern.test(file))?.[1];
    if (isRefused && reason !== undefined) expect(() => decodeCoefficients(bytesOf(file), channels)).toThrow(reason);
    else if (!(channels === 1 && expected === 'refused' && DECODED_HERE.test(file))) others.push(file);
  }
  expect(others).toEqual([]);
});
