import type { PrepareRequest } from '../../workers/protocol.ts';
import type { FileSource } from '../directory/file-source.ts';
import { elementsPerPicture } from '../engine/output-layout.ts';
import type { PreparedPicture } from '../engine/picture.ts';
import { ImageDatasetError } from '../errors.ts';
import type { Findings } from '../findings.ts';
import type { Admission } from '../pool/byte-budget.ts';
import type { DecodePool, OpenPicture } from '../pool/decode-pool.ts';
import type { StageTimer } from '../report.ts';

/** What all pictures of a dataset have in common. */
export interface PreparationParts {
  readonly pool: DecodePool;
  readonly request: PrepareRequest;
  readonly timer: StageTimer;
  readonly findings: Findings;
  /** Formats that may be decoded, whatever a file's name says. */
  readonly formats: readonly string[];
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
  parts: PreparationParts,
  admission: Admission,
  signal: AbortSignal,
  takeSpare: () => ArrayBuffer | undefined,
): Promise<PreparedPicture> {
  const { request, timer, limit } = parts;
  // The worker that resamples holds the decoded picture and the result at once.
  const resultBytes =
    request.output === 'resampled' ? elementsPerPicture(request.shape) * Float32Array.BYTES_PER_ELEMENT : 0;
  const opened = await limit(() => openAdmitted(source, parts, resultBytes, admission, signal));
  const { picture, decodeMs, resampleMs } = await opened.prepare(request, takeSpare());
  timer.add({ readMs: opened.readMs, decodeMs, resampleMs });
  return picture;
}

async function openAdmitted(
  { path, open }: FileSource,
  { pool, findings, formats }: PreparationParts,
  resultBytes: number,
  admission: Admission,
  signal: AbortSignal,
): Promise<OpenPicture> {
  signal.throwIfAborted();
  const opened = await pool.open({ path, file: await open() }, signal);
  try {
    findings.note(path, opened);
    if (!formats.includes(opened.format)) throw unexpected(path, opened.format);
    await admission.admit(opened.decodedBytes + resultBytes, signal);
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}

function unexpected(path: string, format: string): ImageDatasetError {
  const advice = `Keras refuses it too; add '.${format}' to the option 'extensions' to have the browser decode such files`;
  return new ImageDatasetError('decode', `"${path}" is a ${format.toUpperCase()} file. ${advice}.`, {
    option: 'extensions',
    path,
  });
}
