import type { PrepareRequest } from '../../workers/protocol.ts';
import type { FileSource } from '../directory/file-source.ts';
import type { Engine } from '../engine/engine.ts';
import { type PreparedPicture, suits } from '../engine/picture.ts';
import { ImageDatasetError } from '../errors.ts';
import type { Findings } from '../findings.ts';
import type { DecodePool } from '../pool/decode-pool.ts';
import type { Limiter } from '../pool/limiter.ts';
import type { EncodedPicture, PictureHandle } from '../pool/pool-worker.ts';
import type { StageTimer } from '../timings/stage-timer.ts';
import { within } from '../waiting/patience.ts';
import type { FileIdentity, KeptPicture, PictureCache } from './picture-cache.ts';
import type { Slot } from './picture-stream.ts';

/** How long a disk, or a share in a network, may take to open a file: each is tried twice. */
const OPENING_MS = 30_000;

/** What all pictures of a dataset have in common. */
export interface PreparationParts {
  readonly pool: DecodePool;
  /** The one that is to take the pictures. */
  readonly engine: Pick<Engine, 'check'>;
  readonly request: PrepareRequest;
  readonly timer: StageTimer;
  readonly findings: Findings;
  /** Formats that may be decoded, whatever a file's name says. */
  readonly formats: readonly string[];
  /** Keeps pictures for later epochs; `null` where each epoch decodes. */
  readonly cache: PictureCache | null;
  /** Lets a bounded number of files at a time be read and wait for their bytes. */
  readonly limit: Limiter;
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
  slot: Slot,
): Promise<PreparedPicture> {
  const { timer, cache, limit, engine } = parts;
  const asked = performance.now();
  const found = await limit(async (): Promise<Found> => {
    slot.signal.throwIfAborted();
    const opening = performance.now();
    const file = await within(OPENING_MS, source.open(), () => unopened(source.path));
    timer.add('reading', { busyMs: performance.now() - opening, waitMs: opening - asked });
    const identity = { position, path: source.path, size: file.size, lastModified: file.lastModified };
    const kept = cache && (await readKept(cache.find(identity), parts, slot));
    if (kept) return { kind: 'kept', picture: kept };
    const opened = await open({ path: source.path, file }, parts, slot);
    try {
      const { fingerprint } = opened;
      const recognized =
        cache && fingerprint !== null && (await readKept(cache.find(identity, fingerprint), parts, slot));
      if (recognized) {
        opened.close();
        return { kind: 'kept', picture: recognized };
      }
      await admit(opened, parts, slot);
      return { kind: 'opened', opened, identity };
    } catch (error) {
      opened.close();
      throw error;
    }
  });
  if (found.kind === 'kept') {
    engine.check(found.picture, source.path);
    return found.picture;
  }
  const { opened, identity } = found;
  const admitted = performance.now();
  const { picture, decodeMs, resampleMs } = await opened.prepare(slot.takeSpare);
  timer.add('decoding', { busyMs: decodeMs, waitMs: performance.now() - admitted - decodeMs - resampleMs });
  timer.add('resampling', { busyMs: resampleMs });
  timer.countPicture();
  engine.check(picture, source.path);
  cache?.offer(identity, opened.fingerprint, picture);
  return picture;
}

/** What became of a file: its picture from the cache, or one that may be decoded. */
type Found =
  | { readonly kind: 'kept'; readonly picture: PreparedPicture }
  | { readonly kind: 'opened'; readonly opened: PictureHandle; readonly identity: FileIdentity };

/** Takes a picture out of the cache; `null` if it is not there after all. */
async function readKept(
  kept: KeptPicture | null,
  { request, timer }: PreparationParts,
  { admission, signal, takeSpare }: Slot,
): Promise<PreparedPicture | null> {
  if (!kept || !suits(kept.kind, request.output)) return null;
  // What takes no bytes that the cache does not hold already needs none of the budget.
  if (kept.bytes === 0) admission.release();
  else await admission.admit(kept.bytes, signal);
  const started = performance.now();
  const picture = await kept.read(kept.bytes === 0 ? undefined : takeSpare(), signal);
  timer.add('reading', { busyMs: performance.now() - started });
  return picture;
}

/** Has a worker read a file. */
async function open(
  encoded: EncodedPicture,
  { pool, request, findings, formats, timer }: PreparationParts,
  { signal }: Slot,
): Promise<PictureHandle> {
  const { path } = encoded;
  const asked = performance.now();
  const opened = await pool.open(encoded, request, signal);
  timer.add('reading', { busyMs: opened.readMs, waitMs: performance.now() - asked - opened.readMs });
  findings.note(path, opened);
  if (formats.includes(opened.format)) return opened;
  opened.close();
  throw unexpected(path, opened.format);
}

/** Waits for the bytes that decoding takes. */
async function admit(
  { decodedBytes }: PictureHandle,
  { timer }: PreparationParts,
  { admission, signal }: Slot,
): Promise<void> {
  const asked = performance.now();
  await admission.admit(decodedBytes, signal);
  const waitMs = performance.now() - asked;
  timer.add('decoding', { waitMs });
  timer.addMemoryWait(waitMs);
}

function unopened(path: string): ImageDatasetError {
  const reason = `its disk did not open it within ${OPENING_MS / 1000} s, and again`;
  return new ImageDatasetError('read', `'${path}' can't be used: ${reason}. See whether other programs can open it.`, {
    path,
  });
}

function unexpected(path: string, format: string): ImageDatasetError {
  const advice = `Keras refuses it too; add '.${format}' to the option 'extensions' to have the browser decode such files`;
  return new ImageDatasetError('decode', `'${path}' is a ${format.toUpperCase()} file. ${advice}.`, {
    option: 'extensions',
    path,
  });
}
