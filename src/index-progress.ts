import type { ListOptions } from './directory/file-source.ts';
import type { IndexProgress } from './options/option-types.ts';
import { hasExtension } from './supported-extensions.ts';

/** Ten times a second is as often as a person can read a number. */
const INTERVAL_MS = 100;

/** Counts the entries of a walk. */
interface IndexingWatch {
  readonly onEntries: NonNullable<ListOptions['onEntries']>;
  /** Reports the last counts. */
  finish(): void;
}

/** Makes what counts the entries of a walk, and reports the counts now and then. */
export function watchIndexing(
  onProgress: (progress: IndexProgress) => void,
  extensions: readonly string[],
): IndexingWatch {
  let directories = 0;
  let files = 0;
  let ignored = 0;
  let reportedAt = Number.NEGATIVE_INFINITY;
  return {
    onEntries(seen) {
      directories += seen.directories;
      files += seen.files.length;
      ignored += seen.files.filter(({ path }) => !hasExtension(path, extensions)).length;
      const now = performance.now();
      if (now - reportedAt < INTERVAL_MS) return;
      reportedAt = now;
      onProgress({ directories, files, ignored });
    },
    finish: () => onProgress({ directories, files, ignored }),
  };
}
