import { createRandom } from '../../demo/sample/random.ts';
import type { PictureFile } from '../picture-file.ts';
import { drawScene } from './scene.ts';

/** Makes JPEG files of about the size of ImageNet's photographs, the same ones each time. */
export async function makePictures(count: number): Promise<FileSystemDirectoryHandle> {
  const directory = await makeDirectory('pictures');
  for (let index = 0; index < count; index++) {
    const picture = await drawScene(createRandom(index)).convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    await write(directory, `${String(index).padStart(4, '0')}.jpg`, picture);
  }
  return directory;
}

/** Copies the first files, to warm up with. */
export async function copySome(files: readonly PictureFile[], count: number): Promise<FileSystemDirectoryHandle> {
  const directory = await makeDirectory('some');
  for (const [index, handle] of files.slice(0, count).entries()) {
    const file = await handle.getFile();
    await write(directory, `${index}-${file.name}`, file);
  }
  return directory;
}

/** In the origin private file system, which a browser started anew has empty. */
async function makeDirectory(name: string): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
}

async function write(directory: FileSystemDirectoryHandle, name: string, content: Blob): Promise<void> {
  const writable = await (await directory.getFileHandle(name, { create: true })).createWritable();
  await writable.write(content);
  await writable.close();
}
