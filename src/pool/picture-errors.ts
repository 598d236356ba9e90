import type { Outcome } from '../../workers/protocol.ts';
import { type ErrorTag, ImageDatasetError } from '../errors.ts';
import { WORKER_PATIENCE_MS } from './watchdog.ts';

/** What a worker made of a picture; throws what it says is wrong with it. */
export function unwrap<T>(outcome: Outcome<T>, path: string, file: Blob, format?: string): T {
  if (outcome.ok) return outcome.value;
  const facts = [`${file.size} bytes`, ...(format ? [format.toUpperCase()] : [])].join(', ');
  throw new ImageDatasetError(outcome.tag, `'${path}' (${facts}) can't be used: ${outcome.reason}.`, { path });
}

/** The error for a browser that can't decode in workers. */
export function probeError(tag: ErrorTag, reason: string): ImageDatasetError {
  return new ImageDatasetError(tag, `This browser can't decode pictures in a worker: ${reason}.`);
}

/** The error for a picture over which a worker hung. */
export function decodingHangError(path: string): ImageDatasetError {
  const reason = `decoding did not end within ${WORKER_PATIENCE_MS / 1000} s, so its worker was ended`;
  return new ImageDatasetError('decode', `'${path}' can't be used: ${reason}. Take the file out.`, { path });
}

/** Says which picture was being worked on when its worker failed. */
export function withPath(error: unknown, path: string): unknown {
  if (!(error instanceof ImageDatasetError) || error.path !== undefined) return error;
  return new ImageDatasetError(error.tag, `${error.message} (It was working on '${path}'.)`, {
    ...error,
    path,
    cause: error,
  });
}
