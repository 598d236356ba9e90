import { describe, expect, test } from 'vitest';
import { confusionMatrix } from '../../../demo/judge/confusion-matrix.ts';
import { worstMistakes } from '../../../demo/judge/worst-mistakes.ts';
import { rankClasses } from '../../../demo/predict/rank-classes.ts';
import type { Judged } from '../../../demo/training/evaluate.ts';

function judged(label: number, predicted: number, loss = 1, confidence = 0.5): Judged {
  return { path: `${label}/${predicted}.png`, label, predicted, confidence, loss };
}

describe('the confusion matrix', () => {
  test('has a row for each class and a column for what it was taken for', () => {
    const answers = [judged(0, 0), judged(0, 2), judged(0, 2), judged(1, 1), judged(2, 0)];
    expect(confusionMatrix(answers, 3)).toEqual({
      labels: [0, 1, 2],
      counts: [
        [1, 0, 2],
        [0, 1, 0],
        [1, 0, 0],
      ],
      omitted: 0,
    });
  });
  test('of a thousand classes shows those with the most mistakes, in their order', () => {
    const answers = [judged(900, 700), judged(900, 700), judged(3, 900), judged(5, 5)];
    const { labels, counts, omitted } = confusionMatrix(answers, 1000);
    expect(labels).toEqual(expect.arrayContaining([3, 700, 900]));
    expect(labels).toEqual(labels.toSorted((one, other) => one - other));
    expect(counts[labels.indexOf(900)]![labels.indexOf(700)]).toBe(2);
    expect(omitted).toBe(1000 - labels.length);
  });
});

test('the worst mistakes come first, right answers not at all', () => {
  const answers = [judged(0, 0, 9), judged(0, 1, 2), judged(1, 2, 5, 0.6), judged(2, 1, 5, 0.9)];
  expect(worstMistakes(answers).map(({ path }) => path)).toEqual(['2/1.png', '1/2.png', '0/1.png']);
});

test('classes are ranked by their probability', () => {
  expect(rankClasses(['cats', 'dogs', 'birds'], [0.25, 0.5, 0.25])).toEqual([
    ['dogs', 0.5],
    ['cats', 0.25],
    ['birds', 0.25],
  ]);
});
