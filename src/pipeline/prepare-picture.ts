import type { PrepareRequest } from '../../workers/protocol.ts';
import type { FileSource } from '../directory/file-source.ts';
import { elementsPerPicture } from '../engine/output-layout.ts';
import type { PreparedPicture } from '../engine/picture.ts';
import type { Admission } from '../pool/byte-budget.ts';
import type { DecodePool, OpenPicture } from '../pool/decode-pool.ts';
import type { StageTimer } from '../report.ts';

/** What all pictures of a dataset have in common. */
export interface PreparationParts {
  readonly pool: DecodePool;
  readonly request: PrepareRequest;
  readonly timer: StageTimer;
  /** Lets a bounded number of files at a time be read and wait for their bytes. */
  readonly limit: <T>(task: () => Promise<T>) => Promise<T>;
}

/**
 * Takes one file through the workers: open, read, wait for room, decode (and resample, where the engine is the CPU).
 *
 * @throws ImageDatasetError with the file's path
 */
export async function preparePicture(
  source: FileSource,
  { pool, request, timer, limit }: PreparationParts,
  admission: Admission,
  signal: AbortSignal,
): Promise<PreparedPicture> {
  // The worker that resamples holds the decoded picture and the result at once.
  const resultBytes =
    request.output === 'resampled' ? elementsPerPicture(request.shape) * Float32Array.BYTES_PER_ELEMENT : 0;
  const opened = await limit(() => openAdmitted(source, pool, resultBytes, admission, signal));
  const { picture, decodeMs, resampleMs } = await opened.prepare(request);
  timer.add({ readMs: opened.readMs, decodeMs, resampleMs });
  return picture;
}

async function openAdmitted(
  source: FileSource,
  pool: DecodePool,
  resultBytes: number,
  admission: Admission,
  signal: AbortSignal,
): Promise<OpenPicture> {
  signal.throwIfAborted();
  const file = await source.open();
  const opened = await pool.open({ path: source.path, file }, signal);
  try {
    await admission.admit(opened.decodedBytes + resultBytes, signal);
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}
