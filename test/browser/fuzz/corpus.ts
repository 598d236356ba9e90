import type { Random } from '../../../demo/sample/random.ts';
import type { FuzzFormat } from './chunks.ts';
import type { FuzzFile } from './mutate.ts';

const FORMATS: Readonly<Record<string, FuzzFormat>> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  gif: 'gif',
  bmp: 'bmp',
  webp: 'webp',
  avif: 'avif',
};

// Only the paths: the files are fetched as they are, for seven hundred modules would take longer.
const paths = Object.keys(
  import.meta.glob([
    '../../goldens/decode/files/{jpeg,png,gif,bmp,jpeg-broken,png-broken,bmp-broken}/*',
    '../../goldens/modern/*.{webp,avif}',
  ]),
);

/** Draws golden files of all formats, good ones and broken ones. */
export async function drawCorpus(count: number, random: Random): Promise<readonly FuzzFile[]> {
  const left = [...paths];
  const drawn = Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(random.between(0, left.length), 1)[0]!,
  );
  // WebP and AVIF have few files.
  const modern = left.filter((path) => path.includes('/modern/'));
  return Promise.all([...drawn, ...modern].map(load));
}

/** The golden file of this name, such as `png/rgb-8.png`. */
export async function goldenFile(name: string): Promise<FuzzFile> {
  const path = paths.find((one) => one.endsWith(`/${name}`));
  if (path === undefined) throw new Error(`There is no golden picture ${name}.`);
  return load(path);
}

async function load(path: string): Promise<FuzzFile> {
  const format = FORMATS[path.slice(path.lastIndexOf('.') + 1)];
  const response = await fetch(new URL(path, import.meta.url));
  if (format === undefined || !response.ok) throw new Error(`There is no golden picture ${path}.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { name: path.split('/').slice(-2).join('/'), format, bytes };
}
