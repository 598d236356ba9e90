import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Samples } from '../../src/engine/picture.ts';
import { DECODERS } from '../../workers/decoders.ts';
import { Failure } from '../../workers/failure.ts';
import { readHeader } from '../../workers/picture-header.ts';
import goldens from '../goldens/decode.json';

interface Golden {
  readonly file: string;
  readonly channels: 1 | 3 | 4;
  readonly sha256?: string;
  readonly error?: string;
}

const folders = [...new Set(goldens.map(({ file }) => file.split('/')[0]!))];

/** The files that TensorFlow makes RGB of. */
const decodable = new Set(
  (goldens as unknown as Golden[]).flatMap(({ file, channels, error }) => (channels === 3 && !error ? [file] : [])),
);

/** What the decoders make of a file: a hash of `[height, width, channels]`, or `'refused'`. */
async function decoded({ file, channels }: Golden): Promise<string> {
  const bytes = new Uint8Array(readFileSync(new URL(`../goldens/decode/files/${file}`, import.meta.url)));
  try {
    const { format } = readHeader(bytes);
    // TensorFlow 2.18 knows neither; they are refused unless asked for.
    if (format === 'webp' || format === 'avif') return 'refused';
    return hash(await DECODERS.exact[format](bytes, channels), channels);
  } catch (error) {
    if (error instanceof Failure) return 'refused';
    throw error;
  }
}

function hash({ width, height, stride, data }: Samples, channels: 1 | 3 | 4): string {
  const pixels = new Uint8Array(width * height * channels);
  for (let at = 0; at < pixels.length; at++) {
    pixels[at] = data[Math.floor(at / channels) * stride + (at % channels)]!;
  }
  return createHash('sha256').update(pixels).digest('hex').slice(0, 32);
}

/** Where this library means to differ from TensorFlow, and how. */
function isIntended({ file, channels, error }: Golden, received: string): boolean {
  // TensorFlow's alpha is 1, 3 or 15 for samples of 1, 2 or 4 bits; here it is 255.
  if (channels === 4 && /png\/.*(gray|palette)-[124](\.|-)/.test(file)) return true;
  // Alpha of JPEG and GIF, gray of GIF, BMP and CMYK: refused there, made here, of files that are whole.
  if (error !== undefined && channels !== 3) return received !== 'refused' && decodable.has(file);
  return /arithmetic-|frame-marker-c9/.test(file) && received === 'refused';
}

test.each(folders)('TensorFlow and the decoders agree on all of %s', async (folder) => {
  const different: string[] = [];
  for (const golden of goldens as unknown as Golden[]) {
    if (!golden.file.startsWith(`${folder}/`)) continue;
    const received = await decoded(golden);
    if (received === (golden.sha256 ?? 'refused') || isIntended(golden, received)) continue;
    different.push(`${golden.file}, ${golden.channels} channels: ${received}`);
  }
  expect(different).toEqual([]);
});

test('low-depth PNG is opaque unless it says otherwise', async () => {
  const bytes = new Uint8Array(readFileSync(new URL('../goldens/decode/files/png/gray-2.png', import.meta.url)));
  const samples = await DECODERS.exact.png(bytes, 4);
  expect(samples.data.filter((_, at) => at % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
});
