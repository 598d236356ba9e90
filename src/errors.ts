/**
 * What went wrong, as a word that code can branch on.
 *
 * - `'invalid-option'`: an argument can't be used; `option`, `received` and `allowed` say which and why.
 * - `'class-names'`: the directory has not the folders that `classNames` names, or not two for `labelMode: 'binary'`.
 * - `'label-count'`: there are more or fewer `labels` than images.
 * - `'no-images'`: the directory has no images, a part of the split gets none, or none of an epoch could be used.
 * - `'read'`: a file or a folder can't be read: gone, closed by the operating system, or its disk does not answer.
 * - `'decode'`: a file is damaged, or not what its name says.
 * - `'unsupported'`: a file uses what its decoder lacks, or the browser lacks something.
 * - `'limit'`: a picture or a batch is larger than can be made.
 * - `'permission'`: the user or the browser has not, or no longer, allowed it: ask again, in an event of the user's.
 * - `'worker-start'`: no worker starts; the message names what the page's Content-Security-Policy needs.
 * - `'worker-lost'`: a worker died, again after it was replaced, or the dataset was disposed of meanwhile.
 * - `'gpu'`: there is no GPU where one was asked for, or it refused a batch.
 * - `'device-lost'`: the GPU that tfjs computes on is gone; give tfjs a backend again, and take a new iterator.
 * - `'save'`: a picture can't be written to its file, or not in its format.
 */
export type ErrorTag =
  | 'invalid-option'
  | 'class-names'
  | 'label-count'
  | 'no-images'
  | 'read'
  | 'decode'
  | 'unsupported'
  | 'limit'
  | 'permission'
  | 'worker-start'
  | 'worker-lost'
  | 'gpu'
  | 'device-lost'
  | 'save';

/** What an {@link ImageDatasetError} carries besides its message; each field is there only where it applies. */
export interface ErrorContext {
  /** The option that is at fault, spelt as in the API. */
  readonly option?: string | undefined;
  /** The value that was received. */
  readonly received?: unknown;
  /** What would have been accepted. */
  readonly allowed?: unknown;
  /** The file at fault, relative to the directory, `/` between its parts. */
  readonly path?: string | undefined;
  /** The error underneath. */
  readonly cause?: unknown;
}

/**
 * The one class of error that this library throws, told apart by its `tag`.
 *
 * Cancelling is the exception: it rejects with the signal's own reason, as the platform does.
 */
export class ImageDatasetError extends Error {
  override readonly name = 'ImageDatasetError';
  readonly tag: ErrorTag;
  // Declared only: a field that is not given is not there at all.
  declare readonly option?: string;
  declare readonly received?: unknown;
  declare readonly allowed?: unknown;
  declare readonly path?: string;

  constructor(tag: ErrorTag, message: string, context: ErrorContext = {}) {
    super(message, 'cause' in context ? { cause: context.cause } : undefined);
    this.tag = tag;
    if (context.option !== undefined) this.option = context.option;
    if ('received' in context) this.received = context.received;
    if ('allowed' in context) this.allowed = context.allowed;
    if (context.path !== undefined) this.path = context.path;
  }
}

/**
 * Tells whether `error` is an {@link ImageDatasetError}, and, where tags are given, one of these.
 *
 * It looks at the name and the tag instead of the class, so it also knows errors of a second copy of the library and
 * errors that have been through a worker, which lose their class.
 */
export function isImageDatasetError<Tag extends ErrorTag = ErrorTag>(
  error: unknown,
  ...tags: readonly Tag[]
): error is ImageDatasetError & { readonly tag: Tag } {
  if (!(error instanceof Error) || error.name !== 'ImageDatasetError') return false;
  const tag = (error as Partial<ImageDatasetError>).tag;
  return typeof tag === 'string' && (tags.length === 0 || (tags as readonly string[]).includes(tag));
}
