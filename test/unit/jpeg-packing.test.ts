import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeCoefficients } from '../../src/jpeg/coefficients.ts';

const folder = new URL('../goldens/pictures/jpeg/', import.meta.url);

// Saved at qualities of 30 to 92.
test.each(readdirSync(folder))('the packed coefficients of %s take less than its planes', (name) => {
  const { planes } = decodeCoefficients(new Uint8Array(readFileSync(new URL(name, folder))), 3);
  for (const { packed, blocksWide, blocksHigh } of planes) {
    expect(packed.byteLength).toBeLessThan(blocksWide * blocksHigh * 64);
  }
});
