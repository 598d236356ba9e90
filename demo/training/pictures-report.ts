import type { DatasetReport } from '../../src/index.ts';
import type { Pictures } from '../pictures/find-pictures.ts';

/** A file that dropped out, and why. */
interface BadFile {
  readonly path: string;
  readonly tag: string;
  readonly reason: string;
}

/** What became of pictures, as data: for files, and for other threads. */
export interface PicturesReport extends Omit<DatasetReport, 'skipped'> {
  readonly skipped: readonly BadFile[];
}

/** The training part's report, with the files that dropped out of either part. */
export function reportOf({ training, validation }: Pictures): PicturesReport {
  const { report } = training;
  return { ...report, skipped: asData([...report.skipped, ...validation.report.skipped]) };
}

/** Errors are no data: their fields are. */
export function asData(files: DatasetReport['skipped']): readonly BadFile[] {
  return files.map(({ path, error }) => ({ path, tag: error.tag, reason: error.message }));
}
