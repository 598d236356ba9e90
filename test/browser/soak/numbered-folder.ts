import { numberedBmp } from '../../numbered-bmp.ts';

const CLASSES = ['a', 'b'] as const;
const PER_CLASS = 12;

/** A folder of numbered pictures on the origin-private file system, whose files break and are mended. */
export class NumberedFolder {
  readonly handle: FileSystemDirectoryHandle;
  readonly count: number = CLASSES.length * PER_CLASS;
  readonly #remove: () => Promise<void>;
  readonly #broken = new Set<number>();
  #versions = 0;

  private constructor(handle: FileSystemDirectoryHandle, remove: () => Promise<void>) {
    this.handle = handle;
    this.#remove = remove;
  }

  static async create(): Promise<NumberedFolder> {
    const root = await navigator.storage.getDirectory();
    const name = `soak-${crypto.randomUUID()}`;
    const handle = await root.getDirectoryHandle(name, { create: true });
    const folder = new NumberedFolder(handle, () => root.removeEntry(name, { recursive: true }));
    for (let number = 0; number < folder.count; number++) await folder.#write(number, picture(number, 0));
    return folder;
  }

  /** Which of its files a picture comes from, whatever version of it. */
  static indexOf(numberInPicture: number): number {
    return numberInPicture % 256;
  }

  /** The label of a file. */
  static labelOf(index: number): number {
    return Math.floor(index / PER_CLASS);
  }

  static pathOf(index: number): string {
    return `${CLASSES[NumberedFolder.labelOf(index)]}/${String(index).padStart(3, '0')}.bmp`;
  }

  async fileHandle(index: number): Promise<FileSystemFileHandle> {
    const { parent, name } = await this.#place(index);
    return parent.getFileHandle(name);
  }

  async delete(index: number): Promise<void> {
    this.#broken.add(index);
    const { parent, name } = await this.#place(index);
    await parent.removeEntry(name).catch(() => {});
  }

  /** Leaves the first half of a file. */
  async truncate(index: number): Promise<void> {
    this.#broken.add(index);
    const whole = picture(index, 0);
    await this.#write(index, whole.subarray(0, whole.length / 2));
  }

  /** Puts another picture in place of a file, of another size, that says that it is of the same file. */
  async replace(index: number): Promise<void> {
    this.#versions = (this.#versions + 1) % 200;
    await this.#write(index, picture(index, this.#versions));
  }

  /** Writes all files anew that are broken. */
  async mend(): Promise<void> {
    for (const index of this.#broken) await this.#write(index, picture(index, 0));
    this.#broken.clear();
  }

  remove(): Promise<void> {
    return this.#remove();
  }

  async #write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { parent, name } = await this.#place(index);
    const writable = await (await parent.getFileHandle(name, { create: true })).createWritable();
    await writable.write(bytes);
    await writable.close();
  }

  async #place(index: number): Promise<{ parent: FileSystemDirectoryHandle; name: string }> {
    const [folder, name] = NumberedFolder.pathOf(index).split('/') as [string, string];
    return { parent: await this.handle.getDirectoryHandle(folder, { create: true }), name };
  }
}

function picture(index: number, version: number): Uint8Array<ArrayBuffer> {
  return numberedBmp(index + 256 * version, 20 + (version % 7), 30 + 40 * (index % 3));
}
