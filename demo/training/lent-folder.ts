/** A folder whose files another thread opens. */
export interface LentFolder {
  readonly name: string;
  /** Of the folders directly in it, also where they have no files. */
  readonly classNames: readonly string[];
  /** Relative to it, `/` between their parts. */
  readonly paths: readonly string[];
}

type OpenFile = (path: string) => Promise<File>;

/**
 * Makes a handle of a folder that this thread can't reach, with what a walk asks of one: its parts, and the files themselves
 * only when they are wanted.
 */
export function handleOfLent({ name, classNames, paths }: LentFolder, open: OpenFile): FileSystemDirectoryHandle {
  const root = new LentHandle(name);
  for (const className of classNames) root.folder(className);
  for (const path of paths) {
    const parts = path.split('/');
    const fileName = parts.pop()!;
    let folder = root;
    for (const part of parts) folder = folder.folder(part);
    folder.parts.set(fileName, { kind: 'file', name: fileName, getFile: () => open(path) });
  }
  return root as unknown as FileSystemDirectoryHandle;
}

type LentFile = Pick<FileSystemFileHandle, 'kind' | 'name' | 'getFile'>;

class LentHandle {
  readonly kind = 'directory';
  readonly name: string;
  readonly parts: Map<string, LentHandle | LentFile> = new Map();

  constructor(name: string) {
    this.name = name;
  }

  folder(name: string): LentHandle {
    const known = this.parts.get(name);
    if (known instanceof LentHandle) return known;
    const made = new LentHandle(name);
    this.parts.set(name, made);
    return made;
  }

  async *values(): AsyncGenerator<LentHandle | LentFile> {
    yield* this.parts.values();
  }
}
