import { expect, test } from 'vitest';
import type { Samples } from '../../src/engine/picture.ts';
import { turnUpright } from '../../workers/turn-upright.ts';

// Two columns and three rows: ab / cd / ef. What comes out is read off the definitions of EXIF 2.32, section 4.6.4.
test.each([
  [1, 'ab cd ef'],
  [2, 'ba dc fe'],
  [3, 'fe dc ba'],
  [4, 'ef cd ab'],
  [5, 'ace bdf'],
  [6, 'eca fdb'],
  [7, 'fdb eca'],
  [8, 'bdf ace'],
])('orientation %i comes out as %s', (orientation, expected) => {
  const rows = expected.split(' ');
  const letters = (text: string): number[] => [...text].flatMap((letter) => [letter.charCodeAt(0), 7]);
  const stored: Samples = { kind: 'samples', width: 2, height: 3, stride: 2, data: Uint8Array.from(letters('abcdef')) };
  expect(turnUpright(stored, orientation)).toEqual({
    ...stored,
    width: rows[0]!.length,
    height: rows.length,
    data: Uint8Array.from(letters(rows.join(''))),
  });
});
