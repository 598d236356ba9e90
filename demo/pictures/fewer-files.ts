/** Says that a folder came back with fewer files, and why that may be; `null` where none is missed. */
export function fewerFiles(before: number, now: number): string | null {
  if (now >= before) return null;
  return `There were ${before} the last time: a browser that reopens a folder hides names with \\ : * ? " < > | and some others. Drop the folder to get them all.`;
}
