import { afterEach, expect, test, vi } from 'vitest';
import type { ImageDirectory } from '../../../src/index.ts';

const saveDirectory = vi.fn(async () => {});
const pictures = { options: {}, training: { report: { found: { files: 3, classes: 2 } } } };

vi.mock('../../../demo/work.ts', () => ({
  work: () => ({ saveDirectory, findPictures: async () => pictures, isImageDatasetError: () => false }),
}));

const { found, showFolder } = await import('../../../demo/pictures/folder.ts');
const { problem } = await import('../../../demo/messages/messages.ts');

const directory = { name: 'pets', canBeSaved: true } as ImageDirectory;

afterEach(() => vi.unstubAllGlobals());

// Both were rejections that nobody heard of.
test('a folder that can not be kept for the next visit is shown, and the page says why', async () => {
  saveDirectory.mockRejectedValueOnce(new Error('no such store'));
  await showFolder(() => directory);
  expect(found.value?.directory).toBe(directory);
  await vi.waitFor(() => expect(problem.value).toContain('no such store'));
});

test('a browser that has no room for the number of files is no problem', async () => {
  const setItem = vi.fn(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  vi.stubGlobal('localStorage', { setItem });
  await showFolder(() => directory);
  await vi.waitFor(() => expect(setItem).toHaveBeenCalledWith(expect.any(String), '3'));
  expect(problem.value).toBe('');
});
