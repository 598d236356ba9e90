import type { DatasetReport } from '../../src/index.ts';
import { countClasses } from '../found/class-counts.ts';
import type { Verification } from '../found/verification.ts';
import type { FoundFolder } from '../pictures/folder.ts';
import type { EpochResult } from '../training/train.ts';

/** What was found, left out and learnt, for programs. */
export function writeReport(
  { directory, pictures }: FoundFolder,
  verification: Verification,
  results: readonly EpochResult[],
): object {
  const { training, validation, options } = pictures;
  const { skipped, ...report } = training.report;
  return {
    folder: directory.name,
    options,
    classes: countClasses(training, validation),
    ...report,
    files: verification.kind === 'done' ? { ...verification, broken: asData(verification.broken) } : null,
    skipped: asData([...skipped, ...validation.report.skipped]),
    epochs: results.map(({ judged: _, ...result }) => result),
  };
}

/** Errors are no data: their fields are. */
function asData(files: DatasetReport['skipped']): readonly object[] {
  return files.map(({ path, error }) => ({ path, tag: error.tag, reason: error.message }));
}
