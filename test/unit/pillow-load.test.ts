import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Pixels } from '../../src/pixel-mode.ts';
import { Failure } from '../../workers/failure.ts';
import type { ColorMode } from '../../workers/pillow/convert-mode.ts';
import { loadImage } from '../../workers/pillow/load-image.ts';
import goldens from '../goldens/pillow-load.json';

interface Golden extends Readonly<Record<ColorMode, string>> {
  readonly file: string;
}

const COLOR_MODES: readonly ColorMode[] = ['rgb', 'rgba', 'grayscale'];
const records: readonly Golden[] = goldens;
const folders = [...new Set(records.map(({ file }) => file.slice(0, file.lastIndexOf('/'))))];

test.each(folders)("equal to Keras' load_img, samples and verdicts: %s", async (folder) => {
  const different: string[] = [];
  for (const golden of records.filter(({ file }) => file.startsWith(`${folder}/`))) {
    for (const mode of COLOR_MODES) {
      const received = await loaded(golden.file, mode);
      if (received !== golden[mode]) different.push(`${golden.file}, ${mode}: ${received}, not ${golden[mode]}`);
    }
  }
  expect(different).toEqual([]);
});

async function loaded(file: string, colorMode: ColorMode): Promise<string> {
  const bytes = new Uint8Array(readFileSync(new URL(`../goldens/${file}`, import.meta.url)));
  try {
    return shown(
      await loadImage(bytes, { colorMode, size: undefined, interpolation: 'nearest', keepAspectRatio: false }),
    );
  } catch (error) {
    if (error instanceof Failure) return 'refused';
    throw error;
  }
}

function shown({ mode, width, height, data }: Pixels): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return `${mode} ${width}x${height} ${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`;
}
