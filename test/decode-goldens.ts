import type { Samples } from '../src/engine/picture.ts';
import { DECODERS } from '../workers/decoders.ts';
import { Failure } from '../workers/failure.ts';
import { readHeader } from '../workers/picture-header.ts';
import records from './goldens/decode.json';

interface Golden {
  readonly file: string;
  readonly channels: 1 | 3 | 4;
  readonly sha256?: string;
  readonly error?: string;
}

type Read = (file: string) => Promise<Uint8Array<ArrayBuffer>>;

const goldens = records as unknown as readonly Golden[];

/** The folders that the golden files lie in. */
export const goldenFolders: readonly string[] = [...new Set(goldens.map(({ file }) => file.split('/')[0]!))];

/** The files that TensorFlow makes RGB of. */
const decodable = new Set(goldens.flatMap(({ file, channels, error }) => (channels === 3 && !error ? [file] : [])));

/** Where our decoders make something else of the files of a folder than TensorFlow, without being meant to. */
export async function differencesFromTensorFlow(folder: string, read: Read): Promise<readonly string[]> {
  const different: string[] = [];
  for (const golden of goldens) {
    if (!golden.file.startsWith(`${folder}/`)) continue;
    const received = await decoded(golden, read);
    if (received === (golden.sha256 ?? 'refused') || isIntended(golden, received)) continue;
    different.push(`${golden.file}, ${golden.channels} channels: ${received}`);
  }
  return different;
}

/** What the decoders make of a file: a hash of `[height, width, channels]`, or `'refused'`. */
async function decoded({ file, channels }: Golden, read: Read): Promise<string> {
  const bytes = await read(file);
  try {
    const { format } = readHeader(bytes);
    // TensorFlow 2.18 knows neither; they are refused unless asked for.
    if (format === 'webp' || format === 'avif') return 'refused';
    return await hash(await DECODERS.exact[format](bytes, channels), channels);
  } catch (error) {
    if (error instanceof Failure) return 'refused';
    throw error;
  }
}

async function hash({ width, height, stride, data }: Samples, channels: 1 | 3 | 4): Promise<string> {
  const pixels = new Uint8Array(width * height * channels);
  for (let at = 0; at < pixels.length; at++) {
    pixels[at] = data[Math.floor(at / channels) * stride + (at % channels)]!;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', pixels));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where this library means to differ from TensorFlow, and how. */
function isIntended({ file, channels, error }: Golden, received: string): boolean {
  // TensorFlow's alpha is 1, 3 or 15 for samples of 1, 2 or 4 bits; here it is 255.
  if (channels === 4 && /png\/.*(gray|palette)-[124](\.|-)/.test(file)) return true;
  // Alpha of JPEG and GIF, gray of GIF, BMP and CMYK: refused there, made here, of files that are whole.
  if (error !== undefined && channels !== 3) return received !== 'refused' && decodable.has(file);
  return /arithmetic-|frame-marker-c9/.test(file) && received === 'refused';
}
