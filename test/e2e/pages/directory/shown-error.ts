import { ImageDatasetError } from '../../../../src/errors.ts';

/** What a test gets to see of an error. */
export interface ShownError {
  readonly name: string;
  readonly tag?: string;
  readonly path?: string;
  readonly message: string;
}

export function shownError(thrown: unknown): ShownError {
  const { name, message } = thrown as Error;
  const { tag, path } = thrown instanceof ImageDatasetError ? thrown : {};
  return { name, message, ...(tag ? { tag } : {}), ...(path === undefined ? {} : { path }) };
}
