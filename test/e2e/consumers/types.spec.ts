import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { consumers, root } from './installed.ts';

const RESOLUTIONS = [
  ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
] as const;

/** What the compiler of a version says of a folder, line by line; one that dies says it elsewhere. */
function complaints(version: string, folder: string, ...args: readonly string[]): readonly string[] {
  const tsc = [`node_modules/typescript-${version}/bin/tsc`, '-p', folder, '--pretty', 'false', ...args];
  const { stdout, stderr, signal } = spawnSync(process.execPath, tsc, { cwd: consumers, encoding: 'utf8' });
  expect({ stderr, signal }).toEqual({ stderr: '', signal: null });
  return stdout.split('\n').filter((line) => line !== '');
}

for (const version of ['5.2', '5.9', '7']) {
  for (const resolution of RESOLUTIONS) {
    // tfjs' own declarations are not free of errors.
    test(`every function has its types in TypeScript ${version}, ${resolution.join(' ')}`, () => {
      expect(complaints(version, 'types', ...resolution, '--skipLibCheck')).toEqual([]);
    });
  }
}

test('the declarations need no packages but tfjs', () => {
  const all = complaints('7', 'types', '--listFiles');
  expect(all).toContainEqual(expect.stringMatching(/\/types\/all-functions\.ts$/));
  expect(all.filter((line) => /^(types|node_modules\/tfjs-image-dataset)\//.test(line))).toEqual([]);
});

/** What the README's examples leave to the application. */
const APPLICATION = `
import * as tf from '@tensorflow/tfjs';
import type { LabelledDataset } from 'tfjs-image-dataset';
declare const file: File;
declare const model: tf.LayersModel;
declare const [train, validation]: readonly LabelledDataset[];
`;

// Options in a variable of their own had the types of any strings and arrays.
test('the examples of the README are TypeScript, too', () => {
  const folder = join(consumers, 'readme-types');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "../types/tsconfig.json" }');
  const blocks = readFileSync(`${root}README.md`, 'utf8').matchAll(/```[jt]s\n(.*?)```/gs);
  const [quickStart = '', ...others] = Array.from(blocks, ([, example = '']) => example);
  const examples = [quickStart, ...others.map((example) => APPLICATION + example)];
  for (const [index, example] of examples.entries()) writeFileSync(join(folder, `${index}.ts`), example);
  expect(examples.length).toBeGreaterThanOrEqual(5);
  expect(complaints('7', 'readme-types', '--skipLibCheck')).toEqual([]);
});
