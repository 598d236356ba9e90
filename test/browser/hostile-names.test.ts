import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { directoryFromFiles, type ImageDirectory, imageDatasetFromDirectory } from '../../src/index.ts';
import { leasePool } from '../../src/pool/shared-pool.ts';
import { numberedBmp } from '../numbered-bmp.ts';
import { useBackend } from './engines.ts';
import { numberOf } from './tiny-pictures.ts';

const SCRIPT = '<img src=x onerror="globalThis.attacked = true">';
/** No file system has it: Chromium's own cuts the name off. */
const NUL = 'null\u0000';
/** Class names, and names of files but for their extension. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  SCRIPT,
  "'; DROP TABLE images; --",
  '$' + '{globalThis.attacked = true}',
  '%2e%2e%2f',
  '..%00',
  'bell\u0007 escape\u001b[31m',
  NUL,
  'line\nbreak\r\n',
  'right\u202eto left',
  'zero\u200bwidth\ufeff',
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}',
  '...',
  '   ',
  '-rf',
  'back\\slash\\..\\',
] as const;

const lease = leasePool(undefined, 1);
const options = { verbose: false, shuffle: false, imageSize: 1, batchSize: 8 } as const;

beforeAll(useBackend);

afterAll(() => {
  lease.release();
  expect(tf.memory().numTensors).toBe(0);
  // No name has become code, nor a property that all objects have.
  expect('attacked' in globalThis).toBe(false);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

const placed = (path: string, number = 0) => ({ path, file: new File([numberedBmp(number)], 'x.bmp') });

/** What an epoch has: each picture with its path and its label. */
async function rowsOf(directory: ImageDirectory | FileSystemDirectoryHandle) {
  const dataset = await imageDatasetFromDirectory(directory, options);
  onTestFinished(() => dataset.dispose());
  const rows: { path: string; number: number; label: number }[] = [];
  for await (const { xs, ys, filePaths } of dataset.batches()) {
    const [pixels, labels] = await Promise.all([xs.data(), ys.data()]);
    for (const [row, path] of filePaths.entries()) {
      rows.push({ path, number: numberOf(pixels.subarray(3 * row)), label: labels[row]! });
    }
    tf.dispose([xs, ys]);
  }
  return { dataset, rows };
}

/** Every file comes with its own picture and the label of its folder, or is reported: Keras hides classes that begin with a dot. */
async function expectAll(directory: ImageDirectory | FileSystemDirectoryHandle, paths: readonly string[]) {
  const { dataset, rows } = await rowsOf(directory);
  const [hidden, shown] = [true, false].map((isHidden) => paths.filter((path) => path.startsWith('.') === isHidden));
  expect(dataset.filePaths.toSorted()).toEqual(shown!.toSorted());
  expect(dataset.report.ignored.map(({ path }) => path).toSorted()).toEqual(hidden!.toSorted());
  expect(rows).toHaveLength(shown!.length);
  for (const { path, number, label } of rows) {
    expect(number).toBe(paths.indexOf(path));
    expect(dataset.classNames[label]).toBe(path.slice(0, path.indexOf('/')));
  }
}

describe('names that mean harm', () => {
  test('are classes and files like others, from a list of files', async () => {
    const paths = NAMES.flatMap((name) => [`${name}/${name}.bmp`, `${name}/far/${name}/x.bmp`]);
    await expectAll(directoryFromFiles(paths.map(placed)), paths);
  });

  test('are classes and files like others, from a folder of the origin-private file system', async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(`hostile-${crypto.randomUUID()}`, { create: true });
    onTestFinished(() => root.removeEntry(folder.name, { recursive: true }));
    const paths: string[] = [];
    for (const name of NAMES.filter((name) => name !== NUL)) {
      try {
        const inner = await folder.getDirectoryHandle(name, { create: true });
        const writable = await (await inner.getFileHandle(`${name}.bmp`, { create: true })).createWritable();
        await writable.write(numberedBmp(paths.length));
        await writable.close();
        paths.push(`${name}/${name}.bmp`);
      } catch {
        // The browser does not take this name, so no folder of its can have it.
        await folder.removeEntry(name, { recursive: true }).catch(() => {});
      }
    }
    expect(paths.length).toBeGreaterThan(10);
    await expectAll(folder, paths);
  });

  test('may be as long as they like, and as deep', async () => {
    const paths = [
      `${'c'.repeat(4000)}/${'f'.repeat(4000)}.bmp`,
      `${Array.from({ length: 2000 }, () => 'd').join('/')}/x.bmp`,
      `short/${'../'.length}.bmp`,
    ];
    await expectAll(directoryFromFiles(paths.map(placed)), paths);
  });

  test('are text in what is ignored and in errors', async () => {
    const files = NAMES.flatMap((name) => [placed(`a/${name}.txt`), placed(`a/${name}.bmp`)]);
    const broken = NAMES.map((name) => ({ path: `b/${name}.bmp`, file: new File(['no picture'], 'x.bmp') }));
    const dataset = await imageDatasetFromDirectory(directoryFromFiles([...files, ...broken]), {
      ...options,
      onError: 'skip',
    });
    onTestFinished(() => dataset.dispose());
    await dataset.forEachAsync(() => {});
    const { ignored, skipped } = dataset.report;
    expect(ignored.map(({ path }) => path).toSorted()).toEqual(NAMES.map((name) => `a/${name}.txt`).toSorted());
    expect(skipped.map(({ path }) => path).toSorted()).toEqual(NAMES.map((name) => `b/${name}.bmp`).toSorted());
    for (const { path, error } of skipped) {
      expect(error).toMatchObject({ tag: 'decode', path, message: expect.stringContaining(`'${path}'`) });
    }
  });

  test('may be given as classNames, and are text in what is wrong with them', async () => {
    const classNames = NAMES.filter((name) => !name.startsWith('.')).reverse();
    const directory = directoryFromFiles(classNames.map((name, number) => placed(`${name}/x.bmp`, number)));
    const dataset = await imageDatasetFromDirectory(directory, { ...options, classNames });
    expect(dataset.classNames).toEqual(classNames);
    expect([...dataset.labels].toSorted((one, other) => one - other)).toEqual([...classNames.keys()]);
    dataset.dispose();
    await expect(
      imageDatasetFromDirectory(directory, { ...options, classNames: [SCRIPT], labelMode: 'binary' }),
    ).rejects.toMatchObject({ tag: 'class-names', message: expect.stringContaining(`there are 1: ['${SCRIPT}']`) });
  });

  test('may be options, which are unknown then', async () => {
    const directory = directoryFromFiles([placed('a/x.bmp')]);
    for (const text of ['{"__proto__": {"polluted": true}}', '{"constructor": 1}', '{"toString": 1}']) {
      const error = await imageDatasetFromDirectory(directory, JSON.parse(text)).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ tag: 'invalid-option' });
    }
  });
});
