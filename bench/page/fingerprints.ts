import * as tf from '@tensorflow/tfjs';
import { imageDatasetFromDirectory } from '../../src/index.ts';

/** What a file becomes: the SHA-256 of its float32 samples in hexadecimal digits, or `null` where it can't be used. */
export interface Fingerprint {
  readonly path: string;
  readonly sha256: string | null;
}

/** Loads all pictures of a folder with the defaults, leaving out those that can't be used. */
export async function fingerprints(
  directory: FileSystemDirectoryHandle,
  engine: 'cpu' | 'webgpu',
  imageSize: number,
): Promise<readonly Fingerprint[]> {
  await tf.setBackend(engine);
  const common = { labels: null, shuffle: false, onError: 'skip', verbose: false } as const;
  const dataset = await imageDatasetFromDirectory(directory, { ...common, engine, imageSize, batchSize: 16 });
  try {
    const found: string[] = [];
    for await (const { xs } of dataset.batches()) {
      const pictures = (await xs.data()) as Float32Array<ArrayBuffer>;
      const length = pictures.length / xs.shape[0];
      for (let at = 0; at < pictures.length; at += length) found.push(await sha256(pictures.subarray(at, at + length)));
      xs.dispose();
    }
    const bad = new Set(dataset.report.skipped.map(({ path }) => path));
    const digests = found.values();
    return dataset.filePaths.map((path) => ({ path, sha256: bad.has(path) ? null : digests.next().value! }));
  } finally {
    dataset.dispose();
  }
}

async function sha256(samples: Float32Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', samples));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
