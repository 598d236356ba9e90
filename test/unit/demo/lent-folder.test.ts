import { expect, test } from 'vitest';
import { handleOfLent } from '../../../demo/training/lent-folder.ts';
import { imageDatasetFromDirectory } from '../../../src/index.ts';

const PATHS = ['__proto__/deep/er/1.png', '__proto__/2.png', 'cats/1.png', 'cats/a\\b.png'];

test('a lent folder is found as the folder itself was, classes without files too', async () => {
  const handle = handleOfLent({ name: 'pets', classNames: ['__proto__', 'cats', 'empty'], paths: PATHS }, openNothing);
  const dataset = await imageDatasetFromDirectory(handle, { shuffle: false, verbose: false });
  expect(dataset.classNames).toEqual(['__proto__', 'cats', 'empty']);
  expect(dataset.filePaths.toSorted()).toEqual(PATHS.toSorted());
});

test('a file of a lent folder is opened by the path that it was lent with, and only when it is wanted', async () => {
  const opened: string[] = [];
  const handle = handleOfLent({ name: 'pets', classNames: [], paths: PATHS }, async (path) => {
    opened.push(path);
    return new File([path], 'any');
  });
  const files = await filesIn(handle);
  expect(opened).toEqual([]);
  const texts = await Promise.all(files.map(async (file) => (await file.getFile()).text()));
  expect(texts.toSorted()).toEqual(PATHS.toSorted());
});

function openNothing(): Promise<File> {
  return Promise.reject(new Error('nothing is to be opened'));
}

async function filesIn(folder: FileSystemDirectoryHandle): Promise<FileSystemFileHandle[]> {
  const files: FileSystemFileHandle[] = [];
  for await (const part of folder.values()) {
    files.push(...(part.kind === 'directory' ? await filesIn(part) : [part]));
  }
  return files;
}
