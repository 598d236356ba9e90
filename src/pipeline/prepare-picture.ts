import type { PrepareRequest } from '../../workers/protocol.ts';
import type { FileSource } from '../directory/file-source.ts';
import type { PreparedPicture } from '../engine/picture.ts';
import { ImageDatasetError } from '../errors.ts';
import type { Findings } from '../findings.ts';
import type { Admission } from '../pool/byte-budget.ts';
import type { DecodePool, EncodedPicture, OpenPicture } from '../pool/decode-pool.ts';
import type { StageTimer } from '../timings/stage-timer.ts';
import type { PictureCache } from './picture-cache.ts';

/** What all pictures of a dataset have in common. */
export interface PreparationParts {
  readonly pool: DecodePool;
  readonly request: PrepareRequest;
  readonly timer: StageTimer;
  readonly findings: Findings;
  /** Formats that may be decoded, whatever a file's name says. */
  readonly formats: readonly string[];
  /** Keeps pictures for later epochs; `null` where each epoch decodes. */
  readonly cache: PictureCache | null;
  /** Lets a bounded number of files at a time be read and wait for their bytes. */
  readonly limit: <T>(task: () => Promise<T>) => Promise<T>;
}

/**
 * Takes one file through the workers: open, read, wait for room, decode (and resample, where the engine is the CPU); or takes
 * its picture from the cache, if its file has not changed since.
 *
 * @param position - Of the file, in the catalog.
 * @throws ImageDatasetError with the file's path
 */
export async function preparePicture(
  position: number,
  source: FileSource,
  parts: PreparationParts,
  admission: Admission,
  signal: AbortSignal,
  takeSpare: () => ArrayBuffer | undefined,
): Promise<PreparedPicture> {
  const { request, timer, cache, limit } = parts;
  const asked = performance.now();
  // What is made once more may hold the bytes that all of those wait for who have a turn.
  const inTurn: PreparationParts['limit'] = admission.isAdmitted ? (task) => task() : limit;
  const found = await inTurn(async () => {
    signal.throwIfAborted();
    const opening = performance.now();
    const file = await source.open();
    timer.add('reading', { busyMs: performance.now() - opening, waitMs: opening - asked });
    const kept = cache?.get(position, file);
    if (kept?.kind === request.output) return { kept };
    return { file, opened: await openAdmitted({ path: source.path, file }, parts, admission, signal) };
  });
  if (found.kept) {
    // It takes no bytes that the cache does not hold already.
    admission.release();
    return found.kept;
  }
  const { opened, file } = found;
  const admitted = performance.now();
  const { picture, decodeMs, resampleMs } = await opened.prepare(takeSpare());
  timer.add('decoding', { busyMs: decodeMs, waitMs: performance.now() - admitted - decodeMs - resampleMs });
  timer.add('resampling', { busyMs: resampleMs });
  timer.countPicture();
  cache?.put(position, file, picture);
  return picture;
}

async function openAdmitted(
  encoded: EncodedPicture,
  { pool, request, findings, formats, timer }: PreparationParts,
  admission: Admission,
  signal: AbortSignal,
): Promise<OpenPicture> {
  const { path } = encoded;
  const asked = performance.now();
  const opened = await pool.open(encoded, request, signal);
  const read = performance.now();
  timer.add('reading', { busyMs: opened.readMs, waitMs: read - asked - opened.readMs });
  try {
    findings.note(path, opened);
    if (!formats.includes(opened.format)) throw unexpected(path, opened.format);
    await admission.admit(opened.decodedBytes, signal);
    const waitMs = performance.now() - read;
    timer.add('decoding', { waitMs });
    timer.addMemoryWait(waitMs);
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
