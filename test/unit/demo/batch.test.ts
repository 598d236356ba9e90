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
