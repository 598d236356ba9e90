/** The one seam to files: a path, and a way to get the `File` when it is wanted. */
export interface FileSource {
  /** Relative to the directory, `/` between its parts. */
  readonly path: string;
  /**
   * Gets the file itself; never called while a directory is being listed.
   *
   * @throws ImageDatasetError `read` when the file is gone, `permission` when it may not be read any more.
   */
  open(): Promise<File>;
}

/** A folder, and the files that lie directly in it. */
export interface ListedFolder {
  /** Relative to the directory, `/` between its parts; empty for the directory itself. */
  readonly path: string;
  /** By their names, as Python sorts them. */
  readonly files: readonly FileSource[];
}

/** Everything that was found in a directory. */
export interface Listing {
  /** The directory itself and all below it, nested and empty ones included as far as the source shows them, in no order. */
  readonly folders: readonly ListedFolder[];
  /** False for lists of files: what has no files does not exist there. */
  readonly showsEmptyDirectories: boolean;
}

/** What one call of {@link ListOptions.onEntries} reports: what is new since the call before it. */
export interface SeenEntries {
  /** How many directories were read to their end, the listed one included. */
  readonly directories: number;
  readonly files: readonly FileSource[];
}

/** What may be asked of a walk. */
export interface ListOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each group of entries read; limiting the rate is the caller's business. */
  readonly onEntries?: ((seen: SeenEntries) => void) | undefined;
}
