import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Listing, ListOptions, SeenEntries } from '../../src/directory/file-source.ts';
import { directoryFromHandles, type ImageDirectory, listDirectory } from '../../src/directory/image-directory.ts';
import { listed } from '../listed.ts';
import { staleFileTest } from './abilities.ts';
import { addToFolder, opfsFolder } from './directory-opfs.ts';

type AnyDirectory = ImageDirectory | FileSystemDirectoryHandle;

async function list(directory: AnyDirectory, options?: ListOptions) {
  const { files, directories } = listed((await listDirectory(directory, options)).folders);
  return { files: files.map(({ path }) => path).sort(), directories: directories.toSorted() };
}

/** Counts what a walk reports, and checks that it comes in groups. */
async function count(directory: AnyDirectory) {
  const seen: SeenEntries[] = [];
  await listDirectory(directory, { onEntries: (entries) => seen.push(entries) });
  return {
    directories: seen.reduce((sum, { directories }) => sum + directories, 0),
    files: seen.flatMap(({ files }) => files.map(({ path }) => path)).sort(),
    largestGroup: Math.max(...seen.map(({ files }) => files.length)),
  };
}

describe('a folder of the origin-private file system', () => {
  test('is listed whole: odd names, empty folders, every depth', async () => {
    const names = ['a.jpg', 'A.jpg', '.hidden', 'b: "c" *?<>|.jpg', '~ d.jpg ', '\u{1f600}', 'caf\u00e9', 'cafe\u0301'];
    const deep = `${Array.from({ length: 60 }, (_, level) => level).join('/')}/deep.jpg`;
    const files = [...names, ...names.map((name) => `cats/${name}`), '__proto__/constructor', deep];
    const folder = await opfsFolder([...files, 'dogs/', 'birds/none/']);

    const { files: found, directories } = await list(folder);
    expect(found).toEqual(files.sort());
    expect(directories).toHaveLength(65);
    expect(directories).toEqual(expect.arrayContaining(['dogs', 'birds', 'birds/none', 'cats', '0', '0/1', '0/1/2']));
    expect(await list(directoryFromHandles([folder]))).toEqual({ files: found, directories });
  });

  test('may be empty', async () => {
    expect(await list(await opfsFolder([]))).toEqual({ files: [], directories: [] });
  });

  test('opens files by their path, each when it is wanted', async () => {
    const getFile = vi.spyOn(FileSystemFileHandle.prototype, 'getFile');
    onTestFinished(() => getFile.mockRestore());
    const directory = directoryFromHandles([await opfsFolder(['cats/1.jpg', 'cats/2.jpg', 'dogs/1.jpg'])]);

    await listDirectory(directory);
    expect(getFile).not.toHaveBeenCalled();
    expect(await (await directory.open('cats/2.jpg')).text()).toBe('cats/2.jpg');
    expect(getFile).toHaveBeenCalledTimes(1);

    for (const path of ['cats/3.jpg', 'cats', '/cats/1.jpg', './cats/1.jpg', '']) {
      await expect(directory.open(path)).rejects.toMatchObject({ tag: 'read', path });
    }
  });

  staleFileTest('says which file has gone since it was listed', async () => {
    const folder = await opfsFolder(['cats/1.jpg']);
    const { files } = listed((await listDirectory(folder)).folders);
    await (await folder.getDirectoryHandle('cats')).removeEntry('1.jpg');

    await expect(files[0]!.open()).rejects.toMatchObject({
      tag: 'read',
      path: 'cats/1.jpg',
      cause: expect.objectContaining({ name: 'NotFoundError' }),
    });
  });

  staleFileTest('says that it has gone itself', async () => {
    const folder = await opfsFolder(['cats/1.jpg']);
    await (await navigator.storage.getDirectory()).removeEntry(folder.name, { recursive: true });

    await expect(list(folder)).rejects.toMatchObject({ tag: 'read', path: '' });
  });

  test('can be put together of several folders and files', async () => {
    const [cats, dogs] = [await opfsFolder(['1.jpg', 'kittens/2.jpg']), await opfsFolder(['1.jpg'])];
    const file = await dogs.getFileHandle('1.jpg');
    const directory = directoryFromHandles([cats, dogs, file]);

    expect(directory.name).toBe('');
    expect(await list(directory)).toEqual({
      files: [`${cats.name}/1.jpg`, `${cats.name}/kittens/2.jpg`, `${dogs.name}/1.jpg`, '1.jpg'].sort(),
      directories: [cats.name, `${cats.name}/kittens`, dogs.name].sort(),
    });
    expect(() => directoryFromHandles([cats, dogs, cats])).toThrow(
      expect.objectContaining({ tag: 'invalid-option', path: cats.name }),
    );
  });
});

describe('the listing', () => {
  test('is kept with an ImageDirectory, and made anew for a bare handle', async () => {
    const folder = await opfsFolder(['cats/1.jpg']);
    const directory = directoryFromHandles([folder]);
    const before = await listDirectory(directory);
    await listDirectory(folder);
    await addToFolder(folder, 'cats/2.jpg');

    expect(await listDirectory(directory)).toBe(before);
    expect((await list(folder)).files).toEqual(['cats/1.jpg', 'cats/2.jpg']);
    expect((await list(directoryFromHandles([folder]))).files).toEqual(['cats/1.jpg', 'cats/2.jpg']);
  });

  test('is reported in groups, and a kept one once more', async () => {
    const paths = Array.from({ length: 120 }, (_, index) => `cats/${index}.jpg`);
    const directory = directoryFromHandles([await opfsFolder([...paths, 'dogs/'])]);
    const expected = { directories: 3, files: paths.sort() };

    expect(await count(directory)).toEqual({ ...expected, largestGroup: 100 });
    expect(await count(directory)).toEqual({ ...expected, largestGroup: 120 });
  });

  test('is not kept when the walk is aborted', async () => {
    const directory = directoryFromHandles([await opfsFolder(['cats/1.jpg', 'dogs/1.jpg', 'dogs/puppies/2.jpg'])]);
    const controller = new AbortController();
    const reason = new Error('enough');
    const onEntries = vi.fn(() => controller.abort(reason));

    await expect(list(directory, { signal: controller.signal, onEntries })).rejects.toBe(reason);
    expect(onEntries).toHaveBeenCalledTimes(1);
    expect((await list(directory)).files).toEqual(['cats/1.jpg', 'dogs/1.jpg', 'dogs/puppies/2.jpg']);
    await expect(list(directory, { signal: controller.signal })).rejects.toBe(reason);
  });

  test('is not kept when the walk fails', async () => {
    const folder = await opfsFolder(['cats/1.jpg']);
    const directory = directoryFromHandles([folder]);
    const values = vi.spyOn(FileSystemDirectoryHandle.prototype, 'values').mockImplementationOnce(() => {
      throw new DOMException('busy', 'InvalidStateError');
    });
    onTestFinished(() => values.mockRestore());

    await expect(list(directory)).rejects.toMatchObject({ tag: 'read', path: '' });
    expect((await list(directory)).files).toEqual(['cats/1.jpg']);
  });

  test('is one and the same for two who ask at a time, each with a signal of their own', async () => {
    const directory = directoryFromHandles([await opfsFolder(['cats/1.jpg', 'dogs/1.jpg'])]);
    const controller = new AbortController();

    const [aborted, first, second] = await Promise.allSettled([
      listDirectory(directory, { signal: controller.signal, onEntries: () => controller.abort('enough') }),
      listDirectory(directory, { signal: new AbortController().signal }),
      listDirectory(directory),
    ]);
    expect(aborted).toEqual({ status: 'rejected', reason: 'enough' });
    expect(first).toMatchObject({
      status: 'fulfilled',
      value: {
        folders: expect.arrayContaining(['cats', 'dogs'].map((path) => expect.objectContaining({ path }))),
      },
    });
    expect(second).toEqual(first);
    expect(await listDirectory(directory)).toBe((first as PromiseFulfilledResult<Listing>).value);
  });

  test('is refused for what is no directory', async () => {
    const file = await (await opfsFolder(['1.jpg'])).getFileHandle('1.jpg');
    for (const wrong of [file, '/home/me/animals', null, undefined, { name: 'animals', canBeSaved: false }]) {
      await expect(listDirectory(wrong as AnyDirectory)).rejects.toMatchObject({
        tag: 'invalid-option',
        option: 'directory',
        received: wrong,
      });
    }
  });
});

test('a directory stays out of reach of proxies that frameworks wrap around objects', async () => {
  expect(Object.isFrozen(directoryFromHandles([await opfsFolder([])]))).toBe(true);
});
