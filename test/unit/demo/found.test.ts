import { describe, expect, test } from 'vitest';
import { type ClassCount, countClasses } from '../../../demo/found/class-counts.ts';
import { classNotes } from '../../../demo/found/class-notes.ts';
import { countFormats, describePixels, summariseSizes } from '../../../demo/found/file-facts.ts';
import { writeCsv } from '../../../demo/found/write-csv.ts';
import { formatBytes } from '../../../demo/messages/format-bytes.ts';

test('files are counted by class and part', () => {
  const classNames = ['cats', 'dogs', 'birds'];
  const training = { classNames, labels: Int32Array.of(0, 1, 1, 0, 0) };
  const validation = { classNames, labels: Int32Array.of(1) };
  expect(countClasses(training, validation)).toEqual([
    { name: 'cats', training: 3, validation: 0 },
    { name: 'dogs', training: 2, validation: 1 },
    { name: 'birds', training: 0, validation: 0 },
  ]);
});

describe('the notes on imbalance', () => {
  const count = (name: string, training: number, validation = 1): ClassCount => ({ name, training, validation });

  test('say nothing of even classes', () => {
    expect(classNotes([count('cats', 10), count('dogs', 12)])).toEqual([]);
  });
  test('name the largest and the smallest class, and what always guessing the largest is worth', () => {
    const [note] = classNotes([count('cats', 9), count('dogs', 29), count('birds', 49)]);
    expect(note).toContain('“birds” has 5.0 times as many pictures as “cats”');
    expect(note).toContain('is right 56\u00a0% of the time');
  });
  test('are all there: an empty class hides neither uneven classes nor those without validation pictures', () => {
    const counts = [count('cats', 45, 12), count('dogs', 0, 0), count('birds', 17, 0)];
    expect(classNotes(counts)).toEqual([
      "There is no picture of “dogs”: a model can't learn it.",
      expect.stringContaining(
        '“cats” has 3.4 times as many pictures as “birds”. A model that always says “cats” is right 77',
      ),
      'No picture of “birds” is set aside for validation: the results will not show how well it is learnt.',
    ]);
  });
  test('name a few classes and count the others', () => {
    const empty = Array.from({ length: 8 }, (_, index) => count(String(index), 0, 0));
    expect(classNotes([count('cats', 9), ...empty.slice(0, 2)])[0]).toContain('no picture of “0” or “1”:');
    expect(classNotes([count('cats', 9), ...empty])[0]).toContain('“0”, “1”, “2”, “3”, “4”, or 3 more:');
  });
  test('have nothing to compare in a single class', () => {
    expect(classNotes([count('cats', 9)])).toEqual([]);
  });
});

test('formats are counted by content where the name lies', () => {
  const paths = ['a/1.jpg', 'a/2.JPEG', 'a/3.png', 'b/4.png', 'b/5.jpg'];
  expect(countFormats(paths, [], [{ path: 'b/4.png', format: 'gif' }])).toEqual([
    ['JPEG', 3],
    ['PNG', 1],
    ['GIF', 1],
  ]);
});

test('broken files are not counted by what their names say', () => {
  expect(
    countFormats(['a/1.jpg', 'a/empty.jpg', 'b/text.png'], [{ path: 'a/empty.jpg' }, { path: 'b/text.png' }], []),
  ).toEqual([['JPEG', 1]]);
});

test('sizes are summed up', () => {
  expect(summariseSizes([30, 10, 20, 1000])).toEqual({ smallest: 10, median: 30, largest: 1000, sum: 1060 });
});

test('sizes in pixels are said in a line', () => {
  const size = (width: number, height: number, files = 1) => ({ width, height, files });
  expect(describePixels([])).toBe('');
  expect(describePixels([size(28, 28, 60_000)])).toBe('all 28 × 28');
  expect(describePixels([size(40, 40, 3), size(90, 10, 2), size(8, 9)])).toBe(
    '8 × 9 to 40 × 40, most often 40 × 40 (3 files)',
  );
  expect(describePixels([size(30, 20), size(20, 10)])).toBe('20 × 10 to 30 × 20');
});

test('bytes are written for people', () => {
  expect([0, 999, 1000, 9949, 12_345, 1e6, 2.5e9, 1e15].map(formatBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '9.9 kB',
    '12 kB',
    '1.0 MB',
    '2.5 GB',
    '1000 TB',
  ]);
});

describe('CSV', () => {
  test('quotes what has commas, quotes and line ends', () => {
    expect(writeCsv([['a,b', 'say "no"', 'two\nlines', 'plain']])).toBe('"a,b","say ""no""","two\nlines",plain\r\n');
  });
  test('makes no formula of a hostile name', () => {
    expect(writeCsv([['=HYPERLINK("x")', '@a', '-1']])).toBe('"\'=HYPERLINK(""x"")",\'@a,\'-1\r\n');
  });
});
