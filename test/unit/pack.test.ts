import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gather, pack, unpack } from '../../src/store/pack.ts';

const typedArray = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.uint8ClampedArray(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
);
const leaf = fc.oneof(
  typedArray,
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const { value: plainData } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(fc.constantFrom('a', 'b', 'kind', 'data'), tie('value'), { noNullPrototype: true }),
  ),
}));

const copyOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>) =>
  buffer.slice(byteOffset, byteOffset + byteLength);

test('any plain data with typed arrays in it is taken apart and put together again', () => {
  fc.assert(
    fc.property(plainData, (value) => {
      const packed = pack(value);
      const bytes = gather(packed);
      expect(bytes.length).toBe(packed.arrayBytes);
      expect(unpack(packed.form, copyOf(bytes))).toEqual(value);
    }),
  );
});

test('a part of a larger buffer is packed alone, and a single array is not copied', () => {
  const floats = new Float32Array([1, 2, 3, 4]).subarray(1, 3);
  const packed = pack({ kind: 'resampled', data: floats });
  const bytes = gather(packed);
  expect([bytes.buffer, bytes.byteOffset, bytes.byteLength]).toEqual([floats.buffer, 4, 8]);
  expect(unpack(packed.form, copyOf(bytes))).toEqual({ kind: 'resampled', data: Float32Array.of(2, 3) });
});

test('arrays of all types lie where their type may begin', () => {
  const packed = pack([Uint8Array.of(1), Float64Array.of(2), Uint8Array.of(3), Int32Array.of(4)]);
  expect(new TextDecoder().decode(packed.form)).toBe(
    '[{"array":["Uint8Array",0,1]},{"array":["Float64Array",8,1]},{"array":["Uint8Array",16,1]},{"array":["Int32Array",24,1]}]',
  );
  expect(packed.arrayBytes).toBe(28);
});
