import { expect, test, vi } from 'vitest';

const predict = vi.fn<(file: File) => Promise<unknown>>();

vi.mock('../../../demo/training/training-run.ts', () => ({ trainedModel: { value: { trainer: { predict } } } }));

const { pending, predict: ask, prediction } = await import('../../../demo/predict/prediction.ts');

// The answer about the picture before stood under the new one's name meanwhile.
test('while the model looks at a picture the page says at which one', async () => {
  const [first, second] = [new File([], 'first.jpg'), new File([], 'second.jpg')];
  let fail = (): void => {};
  predict.mockResolvedValueOnce({ probabilities: [1] });
  predict.mockReturnValueOnce(
    new Promise((_, reject) => {
      fail = () => reject(new Error('broken'));
    }),
  );
  const asking = [ask(first), ask(second)];
  expect(pending.value).toBe(second);
  await asking[0];
  expect([pending.value, prediction.value.kind]).toEqual([second, 'none']);
  fail();
  await asking[1];
  expect(pending.value).toBeNull();
  expect(prediction.value.kind).toBe('failed');
});

test('frames of a camera say nothing', async () => {
  predict.mockResolvedValueOnce({ probabilities: [1] });
  const asking = ask(new File([], 'frame'), 'camera');
  expect(pending.value).toBeNull();
  await asking;
});

test('an answer that comes late does not take the place of a newer one', async () => {
  let answer = (_: object): void => {};
  predict.mockReturnValueOnce(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  predict.mockResolvedValueOnce({ probabilities: [2] });
  const slow = ask(new File([], 'slow.jpg'));
  await ask(new File([], 'fast.jpg'));
  answer({ probabilities: [1] });
  await slow;
  expect(prediction.value).toMatchObject({ kind: 'answered', file: { name: 'fast.jpg' } });
});

test('what a camera shows waits for the answer about a file', async () => {
  predict.mockResolvedValueOnce({ probabilities: [1] });
  const asking = ask(new File([], 'file.jpg'));
  await ask(new File([], 'frame'), 'camera');
  await asking;
  expect(prediction.value).toMatchObject({ kind: 'answered', source: 'file' });
});
