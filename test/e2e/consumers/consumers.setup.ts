import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { consumers, npm, root } from './installed.ts';

test('the packed library is installed beside the bundlers', () => {
  rmSync(consumers, { recursive: true, force: true });
  cpSync(`${root}test/consumers`, consumers, { recursive: true });
  const [tarball] = JSON.parse(npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', consumers));
  renameSync(join(consumers, tarball.filename), join(consumers, 'tfjs-image-dataset.tgz'));
  npm(consumers, 'install', '--no-audit', '--no-fund', '--prefer-offline');
});
