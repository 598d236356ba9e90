import { expect, test, vi } from 'vitest';
import type { Pictures } from '../../../demo/pictures/find-pictures.ts';

const readBatch = vi.fn(async ({ filePaths }: { filePaths: readonly string[] }) => filePaths.map((path) => ({ path })));

vi.mock('../../../demo/work.ts', () => ({ work: () => ({ readBatch }) }));

const { showNextBatch, shownBatch, showPictures } = await import('../../../demo/batch/shown-batch.ts');

// The third batch stood under the number 2.
test('a press of Next batch while the next batch is under way changes nothing', async () => {
  async function* batches() {
    for (let number = 1; number <= 3; number++) yield { filePaths: [`${number}.png`] };
  }
  const part = { batches, classNames: ['a'], report: { engine: 'cpu' }, size: 3 };
  await showPictures({ training: part, validation: part } as unknown as Pictures, true);
  await Promise.all([showNextBatch(), showNextBatch()]);
  expect(shownBatch.value).toMatchObject({ number: 2, samples: [{ path: '2.png' }] });
  await showNextBatch();
  expect(shownBatch.value).toMatchObject({ number: 3, samples: [{ path: '3.png' }] });
  await showNextBatch();
  expect(shownBatch.value).toMatchObject({ number: 1, samples: [{ path: '1.png' }] });
});

// Half an epoch was held, and the next press said that no file can be decoded.
test('an epoch whose batch can not be shown is ended, and the next press begins another one', async () => {
  let ended = 0;
  async function* batches() {
    try {
      for (let number = 1; number <= 3; number++) yield { filePaths: [`${number}.png`] };
    } finally {
      ended += 1;
    }
  }
  const part = { batches, classNames: ['a'], report: { engine: 'cpu' }, size: 3 };
  readBatch.mockRejectedValueOnce(new Error('the GPU is lost'));
  await showPictures({ training: part, validation: part } as unknown as Pictures, true);
  expect(shownBatch.value).toMatchObject({ state: 'failed', problem: expect.stringContaining('the GPU is lost') });
  expect(ended).toBe(1);
  await showNextBatch();
  expect(shownBatch.value).toMatchObject({ state: 'shown', number: 1, samples: [{ path: '1.png' }], problem: '' });
});
