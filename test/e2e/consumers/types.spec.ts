import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { consumers } from './installed.ts';

const RESOLUTIONS = [
  ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
] as const;

/** What the compiler of a version says of `test/consumers/types`, line by line. */
function complaints(version: string, ...args: readonly string[]): readonly string[] {
  const tsc = [`node_modules/typescript-${version}/bin/tsc`, '-p', 'types', '--pretty', 'false', ...args];
  const { stdout, stderr } = spawnSync(process.execPath, tsc, { cwd: consumers, encoding: 'utf8' });
  return (stdout + stderr).split('\n').filter((line) => line !== '');
}

for (const version of ['5.2', '5.9', '7']) {
  for (const resolution of RESOLUTIONS) {
    // tfjs' own declarations are not free of errors.
    test(`every function has its types in TypeScript ${version}, ${resolution.join(' ')}`, () => {
      expect(complaints(version, ...resolution, '--skipLibCheck')).toEqual([]);
    });
  }
}

test('the declarations need no packages but tfjs', () => {
  const all = complaints('7');
  expect(all.filter((line) => /^(types|node_modules\/tfjs-image-dataset)\//.test(line))).toEqual([]);
});
