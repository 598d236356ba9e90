import { directoryFromFiles, type ImageDirectory } from '../../src/index.ts';

const urls = import.meta.glob<string>('../goldens/pictures/**/*.{png,jpg,jpeg,bmp,gif}', {
  query: '?url',
  import: 'default',
  eager: true,
});
const files = new Map<string, Promise<File>>();

/** A directory, in memory, of the golden pictures with these paths. */
export async function goldenDirectory(paths: readonly string[]): Promise<ImageDirectory> {
  return directoryFromFiles(await Promise.all(paths.map(async (path) => ({ path, file: await load(path) }))));
}

function load(path: string): Promise<File> {
  const known = files.get(path);
  if (known !== undefined) return known;
  const loading = (async () => {
    const response = await fetch(urls[`../goldens/pictures/${path}`] ?? '');
    if (!response.ok) throw new Error(`There is no golden picture ${path}.`);
    return new File([await response.blob()], path);
  })();
  files.set(path, loading);
  return loading;
}
