import { within } from '../src/waiting/patience.ts';
import { Failure } from './failure.ts';

/** How long a disk, or a share in a network, may give nothing: it is waited for twice, and each file is tried twice. */
const DISK_PATIENCE_MS = 15_000;

/** What browsers mean by their errors. */
const REASONS: Readonly<Record<string, string>> = {
  // Most browsers notice when they open a file; WebKitGTK 2.50, and every one for an input's files, only now.
  NotFoundError: 'it is not there any more: moved, renamed or deleted',
  NotReadableError:
    'the operating system does not let it be read, or it was written to meanwhile. See whether other programs can open it',
};

/** Reads a file, for as long as something comes of it. */
export async function readFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return (await readAtOnce(file)) ?? (await readSlowly(file));
  } catch (error) {
    const reason = error instanceof DOMException && REASONS[error.name];
    throw reason ? new Failure('read', reason) : error;
  }
}

/** Reads a file as browsers do it fastest; `null` where that takes long. */
async function readAtOnce(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await soon(file.arrayBuffer()));
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

async function readSlowly(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  try {
    for (let end = 0; ; ) {
      const { value, done } = await soon(reader.read());
      if (done) {
        if (end < bytes.length) throw new Failure('read', 'it was written to meanwhile, and ends earlier than it did');
        return bytes;
      }
      bytes.set(value, end);
      end += value.length;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function soon<T>(reading: Promise<T>): Promise<T> {
  const late = (): Failure => new Failure('read', `nothing came of it for ${DISK_PATIENCE_MS / 1000} s`);
  return within(DISK_PATIENCE_MS, reading, late);
}
