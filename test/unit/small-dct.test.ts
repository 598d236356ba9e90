import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshKernels, type Kernels } from '../../src/kernels/kernels.ts';

/** The inverse DCT of the lowest `side` × `side` coefficients of a block, in floating point, before it is rounded to a sample. */
function reference(coefficients: Int16Array, side: number): number[] {
  const scale = (index: number): number => (index === 0 ? Math.SQRT1_2 : 1);
  const cosine = (place: number, index: number): number => Math.cos(((2 * place + 1) * index * Math.PI) / (2 * side));
  return Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    let sum = 0;
    for (let v = 0; v < side; v++) {
      for (let u = 0; u < side; u++) {
        sum += scale(u) * scale(v) * coefficients[v * 8 + u]! * cosine(x, u) * cosine(y, v);
      }
    }
    return Math.max(0, Math.min(255, sum / 4 + 128));
  });
}

/** A plane of one row of blocks, whose samples are zeros yet: the fields of `Plane` of the kernels' picture.ts. */
function rowOfBlocks(
  kernels: Kernels,
  quantization: Uint16Array,
  columnsRead: Uint8Array,
  rowsRead: Uint8Array,
  side: number,
): { readonly plane: number; readonly samples: number } {
  const width = columnsRead.length * side;
  const samples = kernels.allocateZeros(width * side);
  const multipliers = kernels.copyIn(quantization);
  const read = [kernels.copyIn(columnsRead), kernels.copyIn(rowsRead)];
  const blocks = [columnsRead.length, rowsRead.length];
  const size = [side, width, width, side, 1, 1];
  const plane = kernels.copyIn(Int32Array.of(samples, ...size, side, multipliers, ...blocks, ...read));
  return { plane, samples };
}

/** What the kernels make of quantised blocks that lie side by side. */
function made(blocks: readonly Int16Array[], quantization: Uint16Array, side: number): number[][] {
  const kernels = freshKernels();
  const coefficients = kernels.copyIn(Int16Array.from(blocks.flatMap((block) => [...block])));
  const columnsRead = new Uint8Array(blocks.length).fill(1);
  const { plane, samples } = rowOfBlocks(kernels, quantization, columnsRead, Uint8Array.of(1), side);
  kernels.run.makeBlocks(plane, coefficients, 0);
  const pitch = blocks.length * side;
  const rows = kernels.bytes(samples, pitch * side);
  return blocks.map((_, block) =>
    Array.from({ length: side * side }, (_, at) => rows[Math.floor(at / side) * pitch + block * side + (at % side)]!),
  );
}

/** Blocks as photographs have them: high frequencies are weak. Dequantised they stay within what 8-bit samples give. */
const blocks = fc.array(
  fc
    .array(fc.integer({ min: -100, max: 100 }), { minLength: 64, maxLength: 64 })
    .map((numbers) => Int16Array.from(numbers, (number, at) => number / (1 + (at >> 3) + (at & 7)))),
  { minLength: 1, maxLength: 5 },
);
const quantizations = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 64, maxLength: 64 })
  .map((steps) => Uint16Array.from(steps));

// Sums of integers for 1 × 1 and 2 × 2, rounded once. For 4 × 4 there are quarters between the passes, off by an eighth at most,
// of which the second pass sums 1 + 1 + 1.31 + 0.54, over 8: 0.06; its constants, off by 2^-14 of some hundreds, add 0.04.
test.each([
  [1, 0.5],
  [2, 0.5],
  [4, 0.6],
])('the samples that the inverse DCT to %i a side makes are those of the definition', (side, tolerance) => {
  fc.assert(
    fc.property(blocks, quantizations, (quantised, quantization) => {
      for (const [index, samples] of made(quantised, quantization, side).entries()) {
        const expected = reference(
          quantised[index]!.map((number, at) => number * quantization[at]!),
          side,
        );
        const largest = Math.max(...samples.map((sample, at) => Math.abs(sample - expected[at]!)));
        expect(largest).toBeLessThan(tolerance + 1e-9);
      }
    }),
    { numRuns: 1000 },
  );
});

test('blocks that nobody reads are left alone', () => {
  const kernels = freshKernels();
  const coefficients = kernels.allocateZeros(3 * 128);
  const quantization = new Uint16Array(64).fill(1);
  const made = (columnsRead: Uint8Array, rowsRead: Uint8Array, side: number): number[] => {
    const { plane, samples } = rowOfBlocks(kernels, quantization, columnsRead, rowsRead, side);
    kernels.run.makeBlocks(plane, coefficients, 0);
    return [...kernels.bytes(samples, 3 * side * side)];
  };
  for (const side of [1, 2, 4, 8]) {
    const row = [...new Array(side).fill(128), ...new Array(side).fill(0), ...new Array(side).fill(128)];
    expect(made(Uint8Array.of(1, 0, 1), Uint8Array.of(1), side)).toEqual(new Array(side).fill(row).flat());
    expect(made(Uint8Array.of(1, 1, 1), Uint8Array.of(0), side)).toEqual(new Array(3 * side * side).fill(0));
  }
});
