// Keras' own sentences, plural even for one.

/** What Keras prints after listing a directory; `classNames` are `null` where there are no labels. */
export function foundMessage(fileCount: number, classNames: readonly string[] | null): string {
  return classNames === null
    ? `Found ${fileCount} files.`
    : `Found ${fileCount} files belonging to ${classNames.length} classes.`;
}

/** What Keras prints for each part of a split, with the number of files that it really has. */
export function usingMessage(fileCount: number, part: 'training' | 'validation'): string {
  return `Using ${fileCount} files for ${part}.`;
}
