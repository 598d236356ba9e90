import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const script = fileURLToPath(new URL('../../scripts/load.mjs', import.meta.url));
let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfjs-image-dataset-load-'));
  for (const name of ['cats', 'dogs']) {
    mkdirSync(join(folder, name));
    for (let index = 0; index < 3; index++) writeFileSync(join(folder, name, `${index}.bmp`), bitmap(5 + index, 4));
  }
  writeFileSync(join(folder, 'dogs', 'broken.jpg'), 'not a picture');
  writeFileSync(join(folder, 'dogs', 'notes.txt'), 'not even called one');
});

test.afterAll(() => rmSync(folder, { recursive: true }));

/** A gray 24-bit BMP. */
function bitmap(width: number, height: number): Uint8Array {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height, 128);
  file.fill(0, 0, 54).write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}

function load(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  // Playwright sets FORCE_COLOR; with somebody's NO_COLOR beside it Node warns, in what the script has to say.
  const { FORCE_COLOR: _, ...env } = process.env;
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env });
}

test('--json prints one object and nothing else', () => {
  const { status, stdout } = load(folder, '--json', '--image-size', '16', '--batch-size', '4', '--epochs', '3');
  expect(status).toBe(0);
  const result = JSON.parse(stdout);
  expect(Object.keys(result)).toEqual(['files', 'classNames', 'batches', 'imagesPerSecond', 'engine', 'report']);
  expect(result).toMatchObject({ files: 7, classNames: ['cats', 'dogs'], batches: 2, engine: 'cpu' });
  expect(result.imagesPerSecond).toHaveLength(3);
  for (const rate of result.imagesPerSecond) expect(rate).toBeGreaterThan(0);
  expect(result.report.skipped).toEqual([expect.objectContaining({ path: 'dogs/broken.jpg' })]);
  expect(result.report.ignored).toEqual([expect.objectContaining({ path: 'dogs/notes.txt' })]);
});

test('a person reads what Keras says, then shapes and rates', () => {
  const { status, stdout } = load(folder, '--engine', 'webgpu', '--image-size', '16', '--epochs', '1');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Found 7 files belonging to 2 classes\.\n/);
  expect(stdout).toContain('First batch: images float32 [6,16,16,3], labels int32 [6]\n');
  expect(stdout).toMatch(/Epoch 1: 6 images in 1 batches, [\d.]+ images\/s\n/);
  expect(stdout).toContain('Skipped files: 1\n  dogs/broken.jpg: ');
  expect(stdout).toContain('"engine": "webgpu"');
});

test('a folder without class folders has no labels', () => {
  const { status, stdout } = load(join(folder, 'cats'), '--json', '--image-size', '16', '--epochs', '1');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ files: 3, classNames: null, batches: 1 });
});

for (const args of [
  [],
  ['one', 'two'],
  ['.', '--engine', 'webgl'],
  ['.', '--epochs', '0'],
  ['.', '--imagesize', '8'],
]) {
  test(`usage and exit code 2 for ${JSON.stringify(args)}`, () => {
    const { status, stdout, stderr } = load(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('usage: npm run load -- FOLDER');
  });
}

test('a folder that does not exist', () => {
  const { status, stdout, stderr } = load(join(folder, 'birds'), '--json');
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe(`There is no folder ${join(folder, 'birds')}.\n`);
});
