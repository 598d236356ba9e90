import { imageDatasetFromDirectory } from '../../src/index.ts';
import type { PictureFile } from '../picture-file.ts';
import type { Task } from './contestant.ts';

/** What the pictures are like, on average. */
export interface PictureFacts {
  readonly kilobytes: number;
  readonly megapixels: number;
}

/** Finds the files as ours finds them, so that all contestants have the same; none is opened. */
export async function openTask(directory: FileSystemDirectoryHandle, size: number, batchSize: number): Promise<Task> {
  const dataset = await imageDatasetFromDirectory(directory, { labels: null, shuffle: false, verbose: false });
  const files = await Promise.all(dataset.filePaths.map((path) => findFile(directory, path)));
  dataset.dispose();
  return { directory, files, size, batchSize };
}

/** A task of the first files alone, in a directory that shows no others. */
export function firstFiles(task: Task, count: number): Task {
  const files = task.files.slice(0, count) as FileSystemFileHandle[];
  if (files.length === task.files.length) return task;
  async function* values(): AsyncGenerator<FileSystemFileHandle> {
    yield* files;
  }
  const directory: unknown = { kind: 'directory', name: task.directory.name, values };
  return { ...task, directory: directory as FileSystemDirectoryHandle, files };
}

/** Decodes every file once, which also brings them into the system's cache before anybody is measured. */
export async function describePictures(files: readonly PictureFile[]): Promise<PictureFacts> {
  let [bytes, pixels] = [0, 0];
  for (const handle of files) {
    const file = await handle.getFile();
    const bitmap = await createImageBitmap(file).catch((error) => {
      throw new Error(`The browser can't decode ${file.name}, so the peers can't take part: ${error.message}`);
    });
    bytes += file.size;
    pixels += bitmap.width * bitmap.height;
    bitmap.close();
  }
  const count = files.length;
  return { kilobytes: bytes / count / 1000, megapixels: pixels / count / 1e6 };
}

async function findFile(directory: FileSystemDirectoryHandle, path: string): Promise<FileSystemFileHandle> {
  const names = path.split('/');
  const name = names.pop()!;
  let folder = directory;
  for (const part of names) folder = await folder.getDirectoryHandle(part);
  return folder.getFileHandle(name);
}
