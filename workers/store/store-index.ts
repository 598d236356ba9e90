/** A picture in the store: whose it is, and where it lies. */
export interface IndexEntry {
  readonly path: string;
  /** Bytes of the file that it was made of. */
  readonly size: number;
  /** Of the file's content. */
  readonly fingerprint: string;
  /** Where it begins in the data file: first the bytes of its arrays, then its form. */
  readonly begin: number;
  readonly arrayBytes: number;
  readonly formBytes: number;
  /** Of the picture's own bytes, and of whose it is. */
  readonly checksum: string;
}

/** The first line of an index: what all of its pictures have in common. */
export function indexHead(description: string): string {
  return `${JSON.stringify({ description })}\n`;
}

/** The line of a picture. */
export function indexLine(entry: IndexEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/**
 * Reads an index as far as it can be trusted: lines that are torn or damaged are passed over, and so are pictures that would
 * lie beyond the end of the data. A later line of a path takes the place of an earlier one.
 *
 * @param dataBytes - Size of the data file.
 * @returns `null` where it is the index of something else
 */
export function readIndex(text: string, description: string, dataBytes: number): readonly IndexEntry[] | null {
  if (!text.startsWith(indexHead(description))) return null;
  const entries = new Map<string, IndexEntry>();
  for (const line of text.split('\n').slice(1)) {
    const entry = readLine(line);
    if (entry && endOf(entry) <= dataBytes) entries.set(entry.path, entry);
  }
  return [...entries.values()];
}

/** Where a picture ends in the data file. */
export function endOf({ begin, arrayBytes, formBytes }: IndexEntry): number {
  return begin + arrayBytes + formBytes;
}

function readLine(line: string): IndexEntry | null {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is IndexEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Partial<Record<keyof IndexEntry, unknown>>;
  const texts = [entry.path, entry.fingerprint, entry.checksum];
  const counts = [entry.size, entry.begin, entry.arrayBytes, entry.formBytes];
  return (
    texts.every((text) => typeof text === 'string') &&
    counts.every((count) => Number.isSafeInteger(count) && (count as number) >= 0)
  );
}
