import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reducedSize, reductionFor } from '../../src/jpeg/reduction.ts';
import { planWindow } from '../../src/resample/window.ts';

const geometry = (width: number, height: number, fit: 'stretch' | 'crop' | 'pad' = 'stretch') => ({
  target: { width, height },
  fit,
  interpolation: 'bilinear' as const,
});

test.each([
  [4000, 3000, 224, 224, 'stretch', 2],
  [4000, 3000, 187, 187, 'stretch', 1],
  [4000, 3000, 188, 188, 'stretch', 2],
  [4000, 3000, 512, 512, 'stretch', 4],
  [4000, 3000, 1024, 1024, 'stretch', 8],
  // 2667 of the columns are left.
  [4000, 3000, 400, 300, 'crop', 2],
  [4000, 3000, 300, 100, 'crop', 2],
  // 224 × 168 of the target are filled.
  [4000, 3000, 224, 224, 'pad', 1],
  [500, 375, 224, 224, 'stretch', 8],
  [900, 900, 224, 224, 'stretch', 4],
] as const)('%i × %i for %i × %i, %s: %i eighths', (width, height, targetWidth, targetHeight, fit, eighths) => {
  expect(reductionFor({ width, height }, geometry(targetWidth, targetHeight, fit))).toBe(eighths);
});

const side = fc.integer({ min: 1, max: 6000 });

test('a smaller picture has at least twice the pixels of the target, and the next smaller one has not', () => {
  fc.assert(
    fc.property(
      fc.record({ width: side, height: side }),
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 1, max: 600 }),
      fc.constantFrom('stretch' as const, 'crop' as const, 'pad' as const),
      (size, targetWidth, targetHeight, fit) => {
        const chosen = reductionFor(size, geometry(targetWidth, targetHeight, fit));
        const isEnough = (eighths: 1 | 2 | 4): boolean => {
          const { source, target } = planWindow(
            reducedSize(size, eighths),
            { width: targetWidth, height: targetHeight },
            fit,
          );
          const [across, down] = [source.width / target.width, source.height / target.height];
          return Number.isFinite(across) && Number.isFinite(down) && across >= 2 && down >= 2;
        };
        if (chosen !== 8) expect(isEnough(chosen)).toBe(true);
        for (const smaller of [1, 2, 4] as const) if (smaller < chosen) expect(isEnough(smaller)).toBe(false);
      },
    ),
    { numRuns: 2000 },
  );
});
