import { constants, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PADDING } from '../../workers/png/bit-reader.ts';
import { Inflater } from '../../workers/png/inflate.ts';

/** Bytes with repetitions near and far, as in pictures. */
const data = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.tuple(fc.nat(255), fc.nat(600)).map(([byte, times]) => new Uint8Array(times).fill(byte)),
    ),
    {
      maxLength: 20,
    },
  )
  .chain((parts) =>
    fc.array(fc.nat(Math.max(parts.length - 1, 0)), { maxLength: 40 }).map((order) => {
      return Uint8Array.from(order.flatMap((index) => [...(parts[index] ?? [])]));
    }),
  );

const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FIXED),
  memLevel: fc.constantFrom(1, 8),
});

function pad(stream: Uint8Array): Uint8Array {
  return Uint8Array.from([...stream, ...new Uint8Array(PADDING)]);
}

test('it gives back what zlib has compressed', () => {
  fc.assert(
    fc.property(data, options, (bytes, settings) => {
      const stream = deflateSync(bytes, settings);
      const output = new Uint8Array(bytes.length);
      const inflater = new Inflater(pad(stream), output);
      expect(inflater.run(stream.length, output.length)).toBe('end');
      expect(inflater.consumed).toBe(stream.length);
      expect(output).toEqual(bytes);
    }),
  );
});

test('it goes on where input or room ended', () => {
  fc.assert(
    fc.property(data, options, fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (bytes, settings, steps) => {
      const stream = deflateSync(bytes, settings);
      const output = new Uint8Array(bytes.length);
      const inflater = new Inflater(pad(stream), output);
      let inputEnd = 0;
      let outputEnd = 0;
      for (let progress = 'input'; progress !== 'end'; ) {
        if (progress === 'input') inputEnd = Math.min(inputEnd + steps.next().value!, stream.length);
        if (progress === 'output') outputEnd += steps.next().value! * 10;
        progress = inflater.run(inputEnd, outputEnd);
        expect(progress).not.toBe('damaged');
        expect(inflater.written).toBeLessThanOrEqual(outputEnd);
      }
      expect(output).toEqual(bytes);
    }),
  );
});

test('any bytes lead to an end, without a byte beyond the room', () => {
  fc.assert(
    fc.property(data, options, fc.array(fc.tuple(fc.nat(), fc.nat(255))), (bytes, settings, changes) => {
      const stream = deflateSync(bytes, settings);
      for (const [at, value] of changes) stream[at % stream.length] = value;
      const inflater = new Inflater(pad(stream), new Uint8Array(bytes.length));
      const progress = inflater.run(stream.length, bytes.length);
      expect(inflater.written).toBeLessThanOrEqual(bytes.length);
      // Final, or not: the same again.
      expect(inflater.run(stream.length, bytes.length)).toBe(progress);
    }),
  );
});

/** Streams of a block each, as hexadecimal numbers. */
test.each([
  ['a wrong method', '7701', 'damaged'],
  ['a wrong check of the header', '7802', 'damaged'],
  ['a dictionary', '7820', 'damaged'],
  ['a window of 64 kB', '8819', 'damaged'],
  ['a block of no type', '780107', 'damaged'],
  ['a stored block with a wrong length', '78010101000000', 'damaged'],
  ['too many lengths', '7801fdffff', 'damaged'],
  ['a stored block', '7801010100feff0700080008', 'end'],
  ['a wrong checksum', '7801010100feff0700080009', 'damaged'],
  ['no checksum', '7801010100feff07', 'input'],
  ['nothing', '', 'input'],
] as const)('%s', (_, hexadecimal, expected) => {
  const stream = Uint8Array.from(Buffer.from(hexadecimal, 'hex'));
  expect(new Inflater(pad(stream), new Uint8Array(9)).run(stream.length, 9)).toBe(expected);
});

test('matches reach back to the beginning of the run, and a window beyond it', () => {
  // 300 bytes that come again, in a stream whose header says that its window has 256.
  const noise = Uint8Array.from({ length: 300 }, (_, index) => (index * index * 7 + (index >> 3)) & 255);
  const stream = deflateSync(Uint8Array.from([...noise, ...noise]));
  stream.set([0x08, 0x1d]);
  const whole = new Inflater(pad(stream), new Uint8Array(600));
  expect(whole.run(stream.length, 600)).toBe('end');
  const halves = new Inflater(pad(stream), new Uint8Array(600));
  expect(halves.run(stream.length, 300)).toBe('output');
  expect(halves.run(stream.length, 600)).toBe('damaged');
});
