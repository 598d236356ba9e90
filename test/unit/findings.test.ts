import { expect, test } from 'vitest';
import { Findings } from '../../src/findings.ts';

test('a file counts once, however often it is opened', () => {
  const findings = new Findings();
  const picture = { format: 'jpeg', orientation: 6, width: 40, height: 30 } as const;
  for (const path of ['a.jpg', 'b.jpg', 'a.jpg']) findings.note(path, picture);
  expect(findings.rotated).toBe(2);
  expect(findings.imageSizes).toEqual([{ width: 40, height: 30, files: 2 }]);
});

test('the most frequent size comes first, then the widest, then the highest', () => {
  const findings = new Findings();
  const sizes = [
    [9, 1],
    [5, 5],
    [1, 9],
    [9, 2],
    [5, 5],
  ] as const;
  for (const [index, [width, height]] of sizes.entries()) {
    findings.note(`${index}.png`, { format: 'png', orientation: 1, width, height });
  }
  expect(findings.imageSizes.map(({ width, height, files }) => [width, height, files])).toEqual([
    [5, 5, 2],
    [9, 2, 1],
    [9, 1, 1],
    [1, 9, 1],
  ]);
});
