import { describe, expect, test } from 'vitest';
import { directoryFromFiles } from '../../src/directory/file-list.ts';
import { listDirectory } from '../../src/directory/image-directory.ts';
import { listed } from '../listed.ts';

type Files = Parameters<typeof directoryFromFiles>[0];

/** A file as an `<input webkitdirectory>` gives it; Chromium writes backslashes of names as slashes in the path. */
function chosenFile(relativePath: string, name: string = relativePath.split('/').at(-1)!): File {
  const file = new File([relativePath], name);
  return Object.defineProperty(file, 'webkitRelativePath', { value: relativePath });
}

const placed = (path: string) => ({ path, file: new File([path], 'other.jpg') });

async function contents(files: Files) {
  const directory = directoryFromFiles(files);
  const { files: found, directories } = listed((await listDirectory(directory)).folders);
  return {
    name: directory.name,
    files: found.map(({ path }) => path).sort(),
    directories: directories.toSorted(),
  };
}

describe('directoryFromFiles', () => {
  test('takes the name of the chosen folder off', async () => {
    expect(
      await contents(['animals/1.jpg', 'animals/cats/1.jpg', 'animals/cats/far/down/2.jpg'].map((p) => chosenFile(p))),
    ).toEqual({
      name: 'animals',
      files: ['1.jpg', 'cats/1.jpg', 'cats/far/down/2.jpg'],
      directories: ['cats', 'cats/far', 'cats/far/down'],
    });
  });

  test('lays several chosen folders side by side', async () => {
    expect(await contents([chosenFile('cats/1.jpg'), chosenFile('dogs/1.jpg'), new File([], 'labels.csv')])).toEqual({
      name: '',
      files: ['cats/1.jpg', 'dogs/1.jpg', 'labels.csv'],
      directories: ['cats', 'dogs'],
    });
  });

  test('lays files without a path, or beside a chosen folder, directly in the directory', async () => {
    expect(await contents([new File([], '1.jpg'), new File([], '2.jpg')])).toEqual({
      name: '',
      files: ['1.jpg', '2.jpg'],
      directories: [],
    });
    expect(await contents([chosenFile('animals/cats/1.jpg'), new File([], '2.jpg')])).toEqual({
      name: 'animals',
      files: ['2.jpg', 'cats/1.jpg'],
      directories: ['cats'],
    });
  });

  test('takes a given path as it is, and no part of it for a folder of the user', async () => {
    const paths = ['cats/1.jpg', 'cats/a\\b: c.jpg', 'cats/__proto__/constructor', 'cats/ ', 'cats/...', 'cats/%2F'];
    expect(await contents(new Set(paths.map(placed)))).toEqual({
      name: '',
      files: paths.sort(),
      directories: ['cats', 'cats/__proto__'],
    });
  });

  test("keeps backslashes of a file's own name", async () => {
    const files = [chosenFile('animals/back/slash.jpg', 'back\\slash.jpg'), chosenFile('animals/cats/end/', 'end\\')];
    expect(await contents(files)).toEqual({
      name: 'animals',
      files: ['back\\slash.jpg', 'cats/end\\'],
      directories: ['cats'],
    });
  });

  test('may be given nothing', async () => {
    expect(await contents([])).toEqual({ name: '', files: [], directories: [] });
  });

  test('opens the very file that it was given', async () => {
    const file = new File(['meow'], 'x.bin');
    const directory = directoryFromFiles([{ path: 'cats/1.jpg', file }]);

    expect(await directory.open('cats/1.jpg')).toBe(file);
    await expect(directory.open('cats/x.bin')).rejects.toMatchObject({ tag: 'read', path: 'cats/x.bin' });
    expect(directory.canBeSaved).toBe(false);
  });

  test('does not care how deep a path is', async () => {
    const path = `${'a/'.repeat(5000)}1.jpg`;
    expect((await contents([placed(path)])).files).toEqual([path]);
  });

  const wrongPaths = ['', '/', '/cats/1.jpg', 'cats//1.jpg', 'cats/', './1.jpg', 'cats/./1.jpg', 'cats/.'];

  test.each([...wrongPaths, '../1.jpg', 'cats/../1.jpg', '..'])('refuses the path %j', (path) => {
    expect(() => directoryFromFiles([placed(path)])).toThrow(
      expect.objectContaining({ tag: 'invalid-option', option: 'files', path }),
    );
  });

  test.each([
    ['twice the same path', [placed('cats/1.jpg'), placed('cats/1.jpg')], 'cats/1.jpg'],
    ['two files of one name', [new File([], '1.jpg'), new File([], '1.jpg')], '1.jpg'],
    ['a chosen and a given file', [chosenFile('animals/1.jpg'), placed('1.jpg')], '1.jpg'],
    ['a file where a folder is', [placed('cats/1.jpg'), placed('cats')], 'cats'],
    ['a folder where a file is', [placed('cats'), placed('cats/1.jpg')], 'cats/1.jpg'],
  ])('refuses %s', (_, files, path) => {
    expect(() => directoryFromFiles(files)).toThrow(
      expect.objectContaining({ tag: 'invalid-option', path, message: expect.stringContaining(`'${path}'`) }),
    );
  });

  test.each([
    ['1.jpg'],
    [null],
    [new Blob()],
    [{ path: '1.jpg', file: new Blob() }],
    [{ path: 1, file: new File([], 'a') }],
  ])('refuses %s, which is no file', (wrong) => {
    expect(() => directoryFromFiles([wrong] as unknown as Files)).toThrow(
      expect.objectContaining({ tag: 'invalid-option', option: 'files' }),
    );
  });
});
