import { afterEach, expect, test, vi } from 'vitest';
import { version } from '../../package.json';
import { openStore } from '../../workers/store/open-store.ts';

const request = { description: 'as always', maxBytes: 1000 };

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A private file system without anything in it, whose files are opened by `open`. */
function stubStorage(open: ((name: string) => Promise<object>) | undefined, quota?: number): void {
  const folder = {
    getDirectoryHandle: async () => folder,
    getFileHandle: async (name: string) => (open ? { createSyncAccessHandle: () => open(name) } : {}),
    async *entries() {},
  };
  vi.stubGlobal('navigator', {
    storage: { getDirectory: async () => folder, estimate: async () => (quota === undefined ? {} : { quota }) },
  });
}

/** Files without content, and the names of those that are open. */
function emptyFiles() {
  const open = new Set<string>();
  const openFile = async (name: string) => {
    open.add(name);
    return {
      getSize: () => 0,
      read: () => 0,
      write: (from: Uint8Array) => from.length,
      truncate: () => {},
      flush: () => {},
      close: () => open.delete(name),
    };
  };
  return { open, openFile };
}

test('a store may have what was asked for, or half of what the browser grants if that is less', async () => {
  for (const [quota, allowed] of [
    [undefined, 1000],
    [1_000_000, 1000],
    [500, 250],
  ] as const) {
    const { open, openFile } = emptyFiles();
    stubStorage(openFile, quota);
    const { files, maxBytes } = await openStore(request);
    expect(maxBytes).toBe(allowed);
    files.close();
    expect(open.size).toBe(0);
  }
});

test('what is missing is named', async () => {
  vi.stubGlobal('navigator', {});
  await expect(openStore(request)).rejects.toThrow('only pages from https or localhost have access to storage');
  stubStorage(undefined);
  await expect(openStore(request)).rejects.toThrow('this browser has no synchronous access to files');
  const refusal = new DOMException('Not in a private window.', 'SecurityError');
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.reject(refusal) } });
  await expect(openStore(request)).rejects.toBe(refusal);
});

test('a file that was opened is let go when the other one is in use', async () => {
  const { open, openFile } = emptyFiles();
  const locked = new DOMException('It is open.', 'NoModificationAllowedError');
  stubStorage((name) => (name === 'pictures.bin' ? openFile(name) : Promise.reject(locked)));
  await expect(openStore(request)).rejects.toThrow('another page uses the same cache');
  expect(open.size).toBe(0);
});

test('a store that another tab deletes while it is looked at costs nothing', async () => {
  const { openFile } = emptyFiles();
  stubStorage(openFile);
  const root = await navigator.storage.getDirectory();
  const gone = new DOMException('It is gone.', 'NotFoundError');
  Object.assign(root, {
    async *entries() {
      yield [
        `${version}-old`,
        {
          kind: 'directory',
          async *values() {
            yield { kind: 'file', getFile: () => Promise.reject(gone) };
          },
        },
      ];
    },
  });
  const { files } = await openStore(request);
  files.close();
});
