import { discard } from './discard.ts';
import { Failure } from './failure.ts';

/**
 * Reads files at once, as one blob made of them, which takes half the time of one by one (Chromium 156, 32 files of 100 kB).
 *
 * @returns the content of each file, or the promise that rejects with what is wrong with it
 */
export async function readFiles(files: readonly File[]): Promise<readonly Promise<Uint8Array<ArrayBuffer>>[]> {
  try {
    const all = new Uint8Array(await new Blob([...files]).arrayBuffer());
    let end = 0;
    const contents = files.map(({ size }) => {
      const begin = end;
      end += size;
      // A copy, so that each goes when its picture is done.
      return Promise.resolve(all.slice(begin, end));
    });
    discard(all.buffer);
    return contents;
  } catch {
    // One of them can't be read; which one shows when they are read by themselves.
    const contents = files.map(readFile);
    await Promise.allSettled(contents);
    return contents;
  }
}

/** The content of one file. */
export async function readFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    // Most browsers notice when they open a file; WebKitGTK 2.50, and every one for an input's files, only now.
    if (error instanceof DOMException && error.name === 'NotFoundError') {
      throw new Failure('read', 'it is not there any more: moved, renamed or deleted');
    }
    throw error;
  }
}
