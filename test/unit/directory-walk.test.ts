import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SeenEntries } from '../../src/directory/file-source.ts';
import { listDirectory } from '../../src/directory/image-directory.ts';
import { openDirectory } from '../../src/directory/open-directory.ts';
import { type FolderNode, folderOf, type TreeNode } from '../../src/directory/tree-node.ts';
import { walkTree } from '../../src/directory/walk-tree.ts';
import { listed } from '../listed.ts';

const file = (name: string, open = async () => new File([], name)): TreeNode => ({ kind: 'file', name, open });

const folder = (name: string, ...children: readonly TreeNode[]): FolderNode => folderOf(name, () => children);

const failing = (name: string, error: unknown): FolderNode =>
  folderOf(name, () => {
    throw error;
  });

/** A folder that is read for ever, as on a disk that does not answer. */
const hanging = (name: string): FolderNode => ({
  kind: 'directory',
  name,
  async *read() {
    yield await new Promise<never>(() => {});
  },
});

const platformError = (name: string): DOMException => new DOMException('the platform says so', name);

afterEach(() => {
  vi.useRealTimers();
});

describe('walking', () => {
  test('lists 20,000 files in 200 folders, in groups, and opens none', async () => {
    const getFile = vi.fn();
    const directoryHandle = (name: string, children: readonly object[]) => ({
      kind: 'directory',
      name,
      values: async function* () {
        yield* children;
      },
    });
    const folders = Array.from({ length: 200 }, (_, row) => {
      const files = Array.from({ length: 100 }, (_, column) => ({ kind: 'file', name: `${row}-${column}`, getFile }));
      return directoryHandle(`${row}`, files);
    });
    const root = directoryHandle('animals', folders) as unknown as FileSystemDirectoryHandle;
    const seen: SeenEntries[] = [];

    const { folders: found } = await listDirectory(root, { onEntries: (entries) => seen.push(entries) });
    const { files, directories } = listed(found);
    expect(new Set(files.map(({ path }) => path)).size).toBe(20_000);
    expect(files.map(({ path }) => path)).toContain('199/199-99');
    expect(directories).toHaveLength(200);
    expect(getFile).not.toHaveBeenCalled();
    expect(new Set(seen.flatMap(({ files }) => files))).toEqual(new Set(files));
    expect(seen.reduce((sum, { directories }) => sum + directories, 0)).toBe(201);
    expect(Math.max(...seen.map(({ files }) => files.length))).toBe(100);
  });

  test('gives the files of a folder in the order of their code points, whatever order the browser has', async () => {
    const names = ['\u{1f600}.jpg', '10.jpg', '\uffee.jpg', 'Z.jpg', '2.jpg', 'a.jpg'];
    const { files } = listed(await walkTree(folder('animals', folder('cats', ...names.map((name) => file(name)))), {}));
    const inOrder = ['10.jpg', '2.jpg', 'Z.jpg', 'a.jpg', '\uffee.jpg', '\u{1f600}.jpg'];
    expect(files.map(({ path }) => path)).toEqual(inOrder.map((name) => `cats/${name}`));
  });

  test('goes as deep as folders do', async () => {
    let root = folder('bottom', file('1.jpg'));
    for (let level = 0; level < 5000; level++) root = folder('a', root);

    const { files, directories } = listed(await walkTree(root, {}));
    expect(files.map(({ path }) => path)).toEqual([`${'a/'.repeat(4999)}bottom/1.jpg`]);
    expect(directories).toHaveLength(5000);
  });

  test('reads several folders at a time, and not all of them', async () => {
    let reading = 0;
    let most = 0;
    const slow = (name: string): FolderNode => ({
      kind: 'directory',
      name,
      async *read() {
        most = Math.max(most, ++reading);
        await new Promise((resolve) => setTimeout(resolve));
        reading--;
        yield [];
      },
    });

    const folders = await walkTree(folder('', ...Array.from({ length: 50 }, (_, index) => slow(`${index}`))), {});
    expect(folders).toHaveLength(51);
    expect(most).toBe(8);
  });

  test.each([
    ['NotAllowedError', 'permission', 'may not be read by this page'],
    ['SecurityError', 'permission', 'may not be read by this page'],
    ['NoModificationAllowedError', 'permission', 'is closed by the operating system'],
    ['NotFoundError', 'read', 'is not there any more'],
    ['UnknownError', 'read', "can't be read (UnknownError: the platform says so)"],
  ])('says which folder and which file %s is about', async (name, tag, reason) => {
    const cause = platformError(name);
    const broken = folder(
      'animals',
      folder('cats', folder('far'), failing('down', cause)),
      folder('dogs', file('1.jpg')),
    );
    await expect(walkTree(broken, {})).rejects.toMatchObject({
      name: 'ImageDatasetError',
      tag,
      path: 'cats/down',
      message: expect.stringContaining(`The folder 'cats/down' ${reason}`),
      cause,
    });

    const unreadable = file('1.jpg', () => Promise.reject(cause));
    const { files } = listed(await walkTree(folder('animals', folder('cats', unreadable)), {}));
    await expect(files[0]!.open()).rejects.toMatchObject({
      name: 'ImageDatasetError',
      tag,
      path: 'cats/1.jpg',
      message: expect.stringContaining(`The file 'cats/1.jpg' ${reason}`),
      cause,
    });
  });

  test.each([
    ['', folder('animals', file(''))],
    ['cats', folder('animals', folder('cats', file('1.jpg'), folder('')))],
  ])('says where a name is that can not be read (%j)', async (path, root) => {
    await expect(walkTree(root, {})).rejects.toMatchObject({ tag: 'read', path, message: /no valid Unicode/ });
  });

  test('reports nothing more after it has failed', async () => {
    const onEntries = vi.fn();
    const late: FolderNode = {
      kind: 'directory',
      name: 'late',
      async *read() {
        await new Promise((resolve) => setTimeout(resolve));
        yield [file('1.jpg')];
      },
    };
    await expect(
      walkTree(folder('', late, failing('broken', platformError('NotFoundError'))), { onEntries }),
    ).rejects.toThrow();
    const before = onEntries.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(onEntries).toHaveBeenCalledTimes(before);
  });

  test('ends with the signal, even where the platform never answers, and leaves no timer', async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const walking = walkTree(folder('animals', hanging('cats')), { signal: controller.signal });
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason));

    const failed = expect(walking).rejects.toBe(reason);
    await vi.runAllTimersAsync();
    await failed;
    expect(vi.getTimerCount()).toBe(0);
  });

  // It was waited for, for ever.
  test('says which folder its disk gives nothing of', async () => {
    vi.useFakeTimers();
    const tree = folder('animals', folder('cats', hanging('far')), folder('dogs', file('1.jpg')));
    const failed = expect(walkTree(tree, {})).rejects.toMatchObject({
      tag: 'read',
      path: 'cats/far',
      message: expect.stringMatching(/'cats\/far' .*nothing came of it for 5 minutes.* See whether other programs/),
    });
    await vi.advanceTimersByTimeAsync(300_000);
    await failed;
    expect(vi.getTimerCount()).toBe(0);
  });

  test('waits for a folder that is slow, as long as something comes of it', async () => {
    vi.useFakeTimers();
    const slow: FolderNode = {
      kind: 'directory',
      name: 'animals',
      async *read() {
        for (const name of ['1.jpg', '2.jpg', '3.jpg']) {
          await new Promise((resolve) => setTimeout(resolve, 299_000));
          yield [file(name)];
        }
      },
    };
    const walking = walkTree(slow, {});
    await vi.advanceTimersByTimeAsync(900_000);
    expect(listed(await walking).files).toHaveLength(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('begins with no other folder after the signal', async () => {
    const controller = new AbortController();
    const read = vi.fn(() => {
      controller.abort('enough');
      return [];
    });
    const folders = Array.from({ length: 50 }, (_, index) => folderOf(`${index}`, read));

    await expect(walkTree(folder('', ...folders), { signal: controller.signal })).rejects.toBe('enough');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(read).toHaveBeenCalledTimes(8);
  });

  test('does not begin under a signal that is aborted', async () => {
    const read = vi.fn(() => []);
    await expect(walkTree(folderOf('', read), { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
    expect(read).not.toHaveBeenCalled();
  });

  test('passes on what the listener throws', async () => {
    const onEntries = () => {
      throw new RangeError('from outside');
    };
    await expect(walkTree(folder('', file('1.jpg')), { onEntries })).rejects.toThrow(RangeError);
  });
});

test('where there is no page, openDirectory says that it can not work', async () => {
  await expect(openDirectory()).rejects.toMatchObject({ name: 'ImageDatasetError', tag: 'unsupported' });
});
