import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { decodePng } from '../../../workers/png-decoder.ts';
import { consumers } from './installed.ts';

test('Node imports the library, uses its pure parts, and is told what needs a browser', () => {
  const { status, stdout } = spawnSync(process.execPath, ['node/pure-parts.js'], {
    cwd: consumers,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  const { png, errors, ...rest } = JSON.parse(stdout.trim().split('\n').at(-1)!);
  expect(rest).toEqual({
    // A `typeof`, by which Vite's wrapper of an inlined worker tells whether it is in a browser.
    touchedByImport: ['self'],
    exports: expect.arrayContaining(['imageDatasetFromDirectory', 'loadImg', 'openDirectory']),
    classNames: ['cats', 'dogs'],
    // The split and the order of Keras for this seed.
    filePaths: ['dogs/2.png', 'dogs/1.png', 'cats/1.png', 'cats/2.png'],
    labels: [1, 1, 0, 0],
    ignored: [{ path: 'dogs/notes.txt', reason: 'unsupported extension .txt' }],
    array: [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    again: { mode: 'RGB', width: 2, height: 1, data: { ...[1, 2, 3, 4, 5, 6] } },
    saved: { format: 'png', warnings: [] },
  });
  expect([...decodePng(new Uint8Array(Buffer.from(png, 'base64')), 3).data]).toEqual([1, 2, 3, 4, 5, 6]);
  // Even where bad files are skipped: it is no fault of theirs.
  const noWorkers = { tag: 'worker-start', message: expect.stringContaining('Run this in a browser') };
  expect(errors).toEqual({
    next: noWorkers,
    loadImg: noWorkers,
    openDirectory: { tag: 'unsupported', message: expect.stringContaining('directoryFromFiles()') },
    restoreDirectory: { tag: 'unsupported', message: expect.stringContaining('keeps no folders') },
    saveImg: { tag: 'unsupported', message: expect.stringContaining('Only a page has downloads') },
    unknownOption: { tag: 'invalid-option', message: expect.stringContaining("Did you mean 'imageSize'?") },
  });
});
