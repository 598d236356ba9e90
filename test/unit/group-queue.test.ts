import { expect, test } from 'vitest';
import { GroupQueue, READING } from '../../src/pool/group-queue.ts';
import type { FileToOpen, OpenedPicture, Outcome } from '../../workers/protocol.ts';
import { planned } from '../browser/requests.ts';

const fileOf = (id: number, bytes = 1): FileToOpen => ({
  id,
  file: new File([new Uint8Array(bytes)], `${id}.jpg`),
  request: planned,
});
const openedAs = (id: number): Outcome<OpenedPicture> => ({
  ok: true,
  value: { format: 'jpeg', width: 1, height: 1, orientation: 1, decodedBytes: id, readMs: 0, fingerprint: null },
});

const bytesOf = ({ file }: FileToOpen): number => file.size;

/** A worker that writes down what it is given, and answers when it is told to. */
function slowWorker(limits = READING) {
  const groups: number[][] = [];
  const answers: (() => void)[] = [];
  const queue = new GroupQueue(
    (files: readonly FileToOpen[]) => {
      groups.push(files.map(({ id }) => id));
      return new Promise<readonly Outcome<OpenedPicture>[]>((resolve) =>
        answers.push(() => resolve(files.map(({ id }) => openedAs(id)))),
      );
    },
    { ...limits, bytesOf },
  );
  const answer = async (): Promise<void> => {
    await Promise.resolve();
    answers.shift()?.();
  };
  return { queue, groups, answer };
}

const { signal } = new AbortController();

test('files that come while a worker reads go together, and each gets its own answer', async () => {
  const { queue, groups, answer } = slowWorker();
  const first = [1, 2].map((id) => queue.add(fileOf(id), signal));
  await answer();
  const later = [3, 4, 5].map((id) => queue.add(fileOf(id), signal));
  expect(await Promise.all(first)).toEqual([1, 2].map(openedAs));
  await answer();
  expect(await Promise.all(later)).toEqual([3, 4, 5].map(openedAs));
  expect(groups).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
});

test('large files do not go together', async () => {
  const { queue, groups, answer } = slowWorker();
  const all = [1, 2, 3].map((id) => queue.add(fileOf(id, 5 * 2 ** 20), signal));
  for (const opening of [all[0], all[2]]) {
    await answer();
    await opening;
  }
  expect(groups).toEqual([[1, 2], [3]]);
});

test('as many groups are on their way as may be; what comes meanwhile waits', async () => {
  const { queue, groups, answer } = slowWorker({ ...READING, items: 2, groups: 2 });
  const all = [1, 2, 3, 4, 5].map((id) => queue.add(fileOf(id)));
  await Promise.resolve();
  expect(groups).toEqual([
    [1, 2],
    [3, 4],
  ]);
  await answer();
  expect(await all[0]).toEqual(openedAs(1));
  await answer();
  await answer();
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5].map(openedAs));
  expect(groups[2]).toEqual([5]);
});

test('a file whose turn has not come when it is aborted is not read', async () => {
  const { queue, groups, answer } = slowWorker();
  const aborted = new AbortController();
  const first = queue.add(fileOf(1), signal);
  await answer();
  const second = queue.add(fileOf(2), aborted.signal);
  const third = queue.add(fileOf(3), signal);
  aborted.abort(new Error('no longer'));
  await first;
  await expect(second).rejects.toThrow('no longer');
  await answer();
  await third;
  expect(groups).toEqual([[1], [3]]);
});

test('a group of which all was aborted is not sent', async () => {
  const { queue, groups, answer } = slowWorker();
  const aborted = new AbortController();
  const first = queue.add(fileOf(1), signal);
  await answer();
  const second = queue.add(fileOf(2), aborted.signal);
  aborted.abort(new Error('no longer'));
  await first;
  await expect(second).rejects.toThrow('no longer');
  const third = queue.add(fileOf(3), signal);
  await answer();
  await third;
  expect(groups).toEqual([[1], [3]]);
});

test('a worker that is lost fails those that it reads, and those that wait', async () => {
  const queue = new GroupQueue<FileToOpen, never>(() => Promise.reject(new Error('lost')), { ...READING, bytesOf });
  const all = [1, 2].map((id) => queue.add(fileOf(id), signal));
  for (const opening of all) await expect(opening).rejects.toThrow('lost');
  await expect(queue.add(fileOf(3), signal)).rejects.toThrow('lost');
});
