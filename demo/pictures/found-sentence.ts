import type { DatasetReport } from '../../src/index.ts';

/** Keras' own sentence, plural even for one. */
export function foundSentence({ files, classes }: DatasetReport['found']): string {
  return `Found ${files} files belonging to ${classes} classes.`;
}
